import type { RequestEvent } from '@sveltejs/kit';
import { addressKey } from './limits.ts';

/** Where a request comes from, as far as a session remembers it. */
export interface Visitor {
	/** The address as it is: for counting failures, never kept. */
	address: string;
	/** 'Firefox, Windows'; empty when the browser does not say. */
	device: string;
	/** The network: 203.0.113, or the /48 of an IPv6 address. */
	network: string;
}

const BROWSERS: [name: string, is: RegExp][] = [
	['Edge', /\bEdg(?:e|A|iOS)?\//],
	['Samsung Internet', /\bSamsungBrowser\//],
	['Opera', /\bOPR\//],
	['Firefox', /\b(?:Firefox|FxiOS)\//],
	['Chrome', /\b(?:Headless)?(?:Chrome|CriOS)\//],
	['Safari', /\bSafari\//]
];
const SYSTEMS: [name: string, is: RegExp][] = [
	['Android', /\bAndroid\b/],
	['iPhone', /\biPhone\b/],
	['iPad', /\biPad\b/],
	['Windows', /\bWindows\b/],
	['Chromebook', /\bCrOS\b/],
	['Mac', /\bMac OS X\b/],
	['Linux', /\bLinux\b/]
];

/** A browser and its system by the names people know, from what it says of itself: no version, nothing else of it. */
export function deviceOf(agent: string | null): string {
	const known = (list: typeof BROWSERS) => list.find(([, is]) => is.test(agent ?? ''))?.[0];
	return [known(BROWSERS), known(SYSTEMS)].filter(Boolean).join(', ');
}

/** The network an address is in. */
export function networkOf(address: string): string {
	const key = addressKey(address);
	return key.includes(':') ? key.split(':').slice(0, 3).join(':') : key.split('.').slice(0, 3).join('.');
}

/** Who asks, from the request. */
export function visitorOf({ request, getClientAddress }: Pick<RequestEvent, 'request' | 'getClientAddress'>): Visitor {
	const address = getClientAddress();
	return { address, device: deviceOf(request.headers.get('user-agent')), network: networkOf(address) };
}
