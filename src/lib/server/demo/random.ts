/** A stream of numbers that is the same every time: for made-up data, never for a secret. */
export interface Random {
	/** From 0 up to, not including, 1. */
	next(): number;
	/** True so often, of 1. */
	chance(of1: number): boolean;
	/** A whole number, both ends included. */
	int(from: number, to: number): number;
	pick<T>(list: readonly T[]): T;
	/** One of the keys, each as often as its weight says. */
	weighted<K extends string>(weights: Readonly<Partial<Record<K, number>>>): K;
	/** So many different ones, in the order of the list. */
	some<T>(list: readonly T[], count: number): T[];
	/** A stream of its own for one thing: what is drawn here moves nothing elsewhere. */
	fork(label: string): Random;
}

/** mulberry32: small, and even enough for names and dates. */
export function random(seed: number): Random {
	let state = seed | 0;
	const next = () => {
		state = (state + 0x6d2b79f5) | 0;
		let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
		mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
		return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
	};
	const int = (from: number, to: number) => from + Math.floor(next() * (to - from + 1));
	return {
		next,
		int,
		chance: (of1) => next() < of1,
		pick: (list) => list[int(0, list.length - 1)]!,
		weighted: (weights) => weighted(weights, next()),
		some: (list, count) => {
			const drawn = list.map((item, at) => ({ item, at, by: next() })).sort((a, b) => a.by - b.by);
			return drawn
				.slice(0, count)
				.sort((a, b) => a.at - b.at)
				.map(({ item }) => item);
		},
		fork: (label) => random(seed ^ hash(label))
	};
}

function weighted<K extends string>(weights: Readonly<Partial<Record<K, number>>>, at: number): K {
	const entries = Object.entries(weights) as [K, number][];
	let left = at * entries.reduce((sum, [, weight]) => sum + weight, 0);
	return (entries.find(([, weight]) => (left -= weight) < 0) ?? entries.at(-1)!)[0];
}

/** FNV-1a, 32 bits. */
function hash(text: string): number {
	let value = 0x811c9dc5;
	for (let i = 0; i < text.length; i++) value = Math.imul(value ^ text.charCodeAt(i), 0x01000193);
	return value;
}

/** Ids in the form of `newId`, in order, but the same every time. */
export function idsFrom(stream: Random, moment: string): () => string {
	let time = Date.parse(moment);
	const hex = (length: number) => Array.from({ length }, () => stream.int(0, 15).toString(16)).join('');
	return () => {
		const at = (time++).toString(16).padStart(12, '0');
		return `${at.slice(0, 8)}-${at.slice(8)}-7${hex(3)}-${stream.pick(['8', '9', 'a', 'b'])}${hex(3)}-${hex(12)}`;
	};
}
