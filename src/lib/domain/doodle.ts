/** A place on the sheet, 0 to 255 from its upper left corner. */
export type Point = readonly [x: number, y: number];

/** One line drawn without lifting, in one of the inks. */
export interface Stroke {
	ink: number;
	points: readonly Point[];
}
export type Doodle = readonly Stroke[];

/** So many inks there are, and so long is each side of the sheet. */
export const INKS = 4;
export const SHEET = 255;

const MOST_STROKES = 80;
const MOST_POINTS = 4000;
/** Less drawn than this would be found by anybody: half the length of a side. */
const LEAST_INK = SHEET / 2;
/** Round drawings that are shown beside each other. */
const MARGIN = 14;
/** How far a point may be from the line that is kept. */
const NEAR = 1.6;

/** As it travels and is stored: a list for each stroke, its ink and then x and y in turn. */
export const writeDoodle = (doodle: Doodle): string =>
	JSON.stringify(doodle.map(({ ink, points }) => [ink, ...points.flat()]));

/** A drawing as somebody sent it, made simpler; 'too-little' when there is hardly anything, undefined when it is none. */
export function readDoodle(text: string): Doodle | 'too-little' | undefined {
	const strokes = readStrokes(text);
	if (!strokes) return undefined;
	const doodle = strokes.map(({ ink, points }) => ({ ink, points: simpler(points) }));
	return inkOf(doodle) < LEAST_INK ? 'too-little' : doodle;
}

function readStrokes(text: string): Stroke[] | undefined {
	let lists: unknown;
	try {
		lists = JSON.parse(text || '[]');
	} catch {
		return undefined;
	}
	if (!Array.isArray(lists) || lists.length > MOST_STROKES || lists.flat().length > MOST_POINTS * 2) return undefined;
	const strokes = lists.map(readStroke);
	return strokes.every((stroke) => stroke !== undefined) ? strokes : undefined;
}

function readStroke(list: unknown): Stroke | undefined {
	if (!Array.isArray(list) || list.length < 3 || list.length % 2 === 0) return undefined;
	if (!list.every((number) => Number.isInteger(number) && number >= 0 && number <= SHEET)) return undefined;
	const [ink, ...at] = list as number[];
	if (ink! >= INKS) return undefined;
	return { ink: ink!, points: Array.from({ length: at.length / 2 }, (_, i) => [at[2 * i]!, at[2 * i + 1]!]) };
}

/** How long all its lines are together. */
export const inkOf = (doodle: Doodle): number =>
	doodle.reduce(
		(all, { points }) =>
			all + points.reduce((long, point, i) => (i ? long + distance(points[i - 1]!, point) : long), 0),
		0
	);

const distance = ([ax, ay]: Point, [bx, by]: Point) => Math.hypot(ax - bx, ay - by);

/** The same line with fewer points (Ramer, Douglas and Peucker): where a hand trembled nothing is kept of it. */
export function simpler(points: readonly Point[]): readonly Point[] {
	if (points.length < 3) return points;
	const [first, last] = [points[0]!, points.at(-1)!];
	let [at, most] = [0, 0];
	for (let i = 1; i < points.length - 1; i++) {
		const far = fromLine(points[i]!, first, last);
		if (far > most) [at, most] = [i, far];
	}
	if (most <= NEAR) return [first, last];
	return [...simpler(points.slice(0, at + 1)), ...simpler(points.slice(at)).slice(1)];
}

function fromLine(point: Point, from: Point, to: Point): number {
	const long = distance(from, to);
	if (!long) return distance(point, from);
	const across = (to[0] - from[0]) * (from[1] - point[1]) - (from[0] - point[0]) * (to[1] - from[1]);
	return Math.abs(across) / long;
}

/**
 * The square that holds all of these drawings, as an SVG's viewBox. One for all: what is small stays small, and nothing
 * shows whose line is whose.
 */
export function viewOf(doodles: readonly Doodle[]): string {
	const points = doodles.flat().flatMap((stroke) => stroke.points);
	const [xs, ys] = [points.map(([x]) => x), points.map(([, y]) => y)];
	const [left, top] = [Math.min(...xs), Math.min(...ys)];
	const [wide, high] = [Math.max(...xs) - left, Math.max(...ys) - top];
	const side = Math.max(wide, high) + 2 * MARGIN;
	return [left - (side - wide) / 2, top - (side - high) / 2, side, side].map(round).join(' ');
}

/** A stroke as the path of an SVG: from the middle of one piece to the middle of the next, round its corners. */
export function pathOf({ points }: Stroke): string {
	const [first, ...others] = points;
	if (!first) return '';
	if (!others.length) return `M${first[0]} ${first[1]}h.1`;
	const bends = others.slice(0, -1).map(([x, y], i) => {
		const [nx, ny] = others[i + 1]!;
		return `Q${x} ${y} ${round((x + nx) / 2)} ${round((y + ny) / 2)}`;
	});
	const [x, y] = others.at(-1)!;
	return `M${first[0]} ${first[1]}${bends.join('')}L${x} ${y}`;
}
const round = (number: number) => Math.round(number * 10) / 10;
