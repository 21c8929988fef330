import type {
	PublicKeyCredentialCreationOptionsJSON,
	PublicKeyCredentialRequestOptionsJSON
} from '@simplewebauthn/browser';

export type Creation = PublicKeyCredentialCreationOptionsJSON;
export type Request = PublicKeyCredentialRequestOptionsJSON;

/** True where the browser knows passkeys. */
export const knowsPasskeys = (): boolean => typeof PublicKeyCredential === 'function';

/** Asks the device to make a passkey, or to show one: what to post. Undefined when its owner would not. */
export async function askDevice(options: { creation: Creation } | { request: Request }): Promise<string | undefined> {
	const { startAuthentication, startRegistration } = await import('@simplewebauthn/browser');
	try {
		const answer =
			'creation' in options
				? await startRegistration({ optionsJSON: options.creation })
				: await startAuthentication({ optionsJSON: options.request });
		return JSON.stringify(answer);
	} catch {
		return undefined;
	}
}
