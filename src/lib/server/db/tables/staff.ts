type Moment = string;

/** How a member of staff proved who they are. */
export type SignInMethod = 'password' | 'totp' | 'recovery-code' | 'passkey' | 'provider' | 'break-glass';

/** A sign-in's session. Only the SHA-256 of its token is kept; its public id is what lists and ends it. */
export interface StaffSessionTable {
	idHash: string;
	authorityId: string;
	staffId: string;
	createdAt: Moment;
	expiresAt: Moment;
	publicId: string;
	/** The device as its browser calls itself, in short: 'Firefox, Windows'. */
	startedFrom: string;
	/** The network it began in, not the machine: '203.0.113'. */
	network: string;
	/** To the minute. */
	lastSeenAt: Moment;
	lockedAt: Moment | null;
	/** The last full sign-in. */
	freshAt: Moment;
	method: SignInMethod;
}

/** One step of getting in, between two pages. What it needs is drawn from its token, of which only a hash is kept. */
export interface StaffAttemptTable {
	idHash: string;
	authorityId: string | null;
	staffId: string | null;
	purpose: 'second' | 'set-up' | 'passkey' | 'add' | 'provider';
	/** How the first factor was proved, or what the next page has to know. */
	note: string | null;
	/** Where to go afterwards: a path of ours. */
	goTo: string | null;
	expiresAt: Moment;
}

/** A second factor: an authenticator app's secret, or a passkey. */
export interface StaffFactorTable {
	authorityId: string;
	id: string;
	staffId: string;
	kind: 'totp' | 'passkey';
	/** What its owner calls it. Sealed. */
	name: string;
	/** Of an app: sealed. */
	secret: string | null;
	/** Of an app: the last half minute whose code was used; a code is used once. */
	lastStep: number | null;
	/** Of a passkey. */
	credentialId: string | null;
	publicKey: string | null;
	counter: number | null;
	createdAt: Moment;
	lastUsedAt: Moment | null;
}

/** A code for the day the phone is lost: kept as a hash, used once. */
export interface RecoveryCodeTable {
	authorityId: string;
	staffId: string;
	/** Argon2id of the keyed code. */
	codeHash: string;
	/** By what it is found again: the first symbols of the keyed code. */
	place: string;
	usedAt: Moment | null;
}

/** An authority's own sign-in, by OpenID Connect. */
export interface SignInProviderTable {
	authorityId: string;
	id: string;
	/** What its button says: 'Northshire Council'. */
	name: string;
	issuer: string;
	clientId: string;
	/** Sealed. */
	clientSecret: string;
	/** The claim that never changes for a person: 'oid' of Entra ID, 'sub' elsewhere. */
	subjectClaim: 'oid' | 'sub';
	/** The claim that lists app roles. */
	roleClaim: string;
	updatedAt: Moment;
}

/** Whom a provider's account signs in. Never found by email. */
export interface StaffIdentityTable {
	authorityId: string;
	issuer: string;
	subject: string;
	staffId: string;
	linkedAt: Moment;
	/** 1 when the provider's role made the account, and so decides over it. */
	ruledByProvider: number;
}

/** What somebody sent while their session was locked: sealed, and kept for an hour at most. */
export interface KeptFormTable {
	authorityId: string;
	id: string;
	staffId: string;
	path: string;
	/** Sealed. */
	fields: string;
	/** 1 when files were sent too: they are not kept. */
	hadFiles: number;
	createdAt: Moment;
}

export interface StaffTables {
	staffFactor: StaffFactorTable;
	recoveryCode: RecoveryCodeTable;
	signInProvider: SignInProviderTable;
	staffIdentity: StaffIdentityTable;
	keptForm: KeptFormTable;
}

/** As the database spells them. */
export const STAFF_TABLES = [
	'staff_factor',
	'recovery_code',
	'sign_in_provider',
	'staff_identity',
	'kept_form'
] as const;

/** Columns of `staff` that signing in needs. */
export interface StaffSignInColumns {
	/** Sessions begun before this open nothing: the account was ended, or its role changed. */
	signedOutAt: Moment | null;
	/** When it was made as a break-glass account; its use alarms. */
	breakGlassAt: Moment | null;
	/** When it last opened, until an administrator says that they have looked into it. */
	breakGlassUsedAt: Moment | null;
}
