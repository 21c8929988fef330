import { inkOf, INKS, SHEET, simpler, type Doodle, type Point, type Stroke } from './doodle.ts';
import { MOTIFS, type Line } from './motifs.ts';

/*
 * Drawings that nobody made, beside which a child finds their own. They follow from a seed, so that they are the same
 * each time: whoever compares two visits learns nothing. So this is frozen: with another line here, what a child has
 * seen before would change and their own would be what stays.
 */

/** A number from 0 up to 1, and the next, always the same for the same seed. */
export function seeded(seed: string): () => number {
	let state = [...seed].reduce((hash, character) => Math.imul(hash ^ character.codePointAt(0)!, 16777619), 2166136261);
	return () => {
		state = (state + 0x6d2b79f5) | 0;
		let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
		mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
		return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
	};
}

/** So many made-up drawings, about as full as this one: as many lines, as much ink, as many colours. */
export function decoys(like: Doodle, seed: string, count: number): Doodle[] {
	const random = seeded(seed);
	const order = shuffled(MOTIFS, random);
	return Array.from({ length: count }, (_, i) => decoy(like, order[i % order.length]!, random));
}

function decoy(like: Doodle, first: (random: () => number) => Line[], random: () => number): Doodle {
	const vary = 0.8 + random() * 0.5;
	const [wantedStrokes, wantedInk] = [Math.max(1, Math.round(like.length * vary)), inkOf(like) * vary];
	const box = boxOf(like);
	let drawn: Stroke[] = place(first(random), box, 0.85 + random() * 0.15, random);
	for (let more = 0; more < 24 && drawn.length < wantedStrokes && inkOf(drawn) < wantedInk * 1.3; more++) {
		const motif = MOTIFS[Math.floor(random() * MOTIFS.length)]!;
		drawn = [...drawn, ...place(motif(random), corner(box, random), 0.7 + random() * 0.3, random)];
	}
	if (drawn.length > wantedStrokes + 2) drawn = drawn.slice(0, wantedStrokes + 2);
	return coloured(fitted(drawn, box, 0.85 + random() * 0.2), like, random);
}

/** As large as the other one, and where that is. */
function fitted(drawn: Stroke[], box: Box, scale: number): Stroke[] {
	const own = boxOf(drawn, 1);
	const by = (box.size / own.size) * scale;
	const put = ([x, y]: Point): Point => [onSheet(box.x + (x - own.x) * by), onSheet(box.y + (y - own.y) * by)];
	return drawn.map(({ ink, points }) => ({ ink, points: simpler(points.map(put)) }));
}

/** In as many inks, changed as often along the way, but in others of them. */
function coloured(drawn: Stroke[], like: Doodle, random: () => number): Doodle {
	const others = shuffled(
		Array.from({ length: INKS }, (_, ink) => ink),
		random
	);
	const inkAt = (i: number) => like[Math.floor((i / drawn.length) * like.length)]?.ink ?? 0;
	return drawn.map(({ points }, i) => ({ ink: others[inkAt(i)]!, points }));
}

interface Box {
	x: number;
	y: number;
	/** Half its longer side. */
	size: number;
}

function boxOf(doodle: Doodle, least = SHEET / 3): Box {
	const points = doodle.flatMap((stroke) => stroke.points);
	const [xs, ys] = [points.map(([x]) => x), points.map(([, y]) => y)];
	const [left, right, top, bottom] = [Math.min(...xs), Math.max(...xs), Math.min(...ys), Math.max(...ys)];
	return { x: (left + right) / 2, y: (top + bottom) / 2, size: Math.max(right - left, bottom - top, least) / 2 };
}

/** A smaller place somewhere in the same one. */
const corner = ({ x, y, size }: Box, random: () => number): Box => ({
	x: x + (random() * 2 - 1) * size * 0.7,
	y: y + (random() * 2 - 1) * size * 0.7,
	size: size * (0.22 + random() * 0.25)
});

/** Puts lines of a motif on the sheet as a hand would: a little turned, a little wavering. */
function place(lines: Line[], box: Box, scale: number, random: () => number): Stroke[] {
	const turn = (random() - 0.5) * 0.5;
	const [flip, cos, sin] = [random() < 0.5 ? -1 : 1, Math.cos(turn), Math.sin(turn)];
	return lines.map((line) => {
		const [a, b, c, d] = [random() * 6, random() * 6, 0.6 + random(), 0.02 + random() * 0.04];
		const points = line.map(([px, py], i): Point => {
			const t = (i / Math.max(1, line.length - 1)) * 9 * c;
			const x = (px * flip + d * Math.sin(t + a)) * scale;
			const y = (py + d * Math.cos(t * 1.3 + b)) * scale;
			return [onSheet(box.x + box.size * (x * cos - y * sin)), onSheet(box.y + box.size * (x * sin + y * cos))];
		});
		return { ink: 0, points };
	});
}

const onSheet = (at: number) => Math.min(SHEET - 4, Math.max(4, Math.round(at)));

/** The same in another order. */
export function shuffled<T>(list: readonly T[], random: () => number): T[] {
	const mixed = [...list];
	for (let i = mixed.length - 1; i > 0; i--) {
		const j = Math.floor(random() * (i + 1));
		[mixed[i], mixed[j]] = [mixed[j]!, mixed[i]!];
	}
	return mixed;
}
