/*
 * What children draw when they are asked for anything: each as lines about a middle, -1 to 1 across and down. Frozen
 * with decoys.ts.
 */

/** One line, as the points it goes through. */
export type Line = readonly (readonly [x: number, y: number])[];
type Motif = (random: () => number) => Line[];

const TURN = Math.PI * 2;

/** A line through what a formula gives from 0 to 1. */
const curve = (at: (t: number) => [number, number], steps = 28): Line =>
	Array.from({ length: steps + 1 }, (_, i) => at(i / steps));

/** Straight from corner to corner, with points between, so that a hand can waver. */
const path = (...corners: [number, number][]): Line =>
	corners.flatMap(([x, y], i) => {
		const next = corners[i + 1];
		if (!next) return [[x, y] as const];
		return Array.from({ length: 6 }, (_, k) => [x + ((next[0] - x) * k) / 6, y + ((next[1] - y) * k) / 6] as const);
	});

const ring = (x: number, y: number, rx: number, ry = rx, from = 0, to = 1.04): Line =>
	curve((t) => {
		const angle = TURN * (from + (to - from) * t);
		return [x + rx * Math.cos(angle), y + ry * Math.sin(angle)];
	});

const spiral: Motif = (random) => {
	const rounds = 2 + random() * 3;
	return [curve((t) => [t * Math.cos(TURN * rounds * t), t * Math.sin(TURN * rounds * t)], 70)];
};
const scribble: Motif = (random) => {
	const [a, b, c] = [3 + random() * 4, 2 + random() * 4, random() * 6];
	return [curve((t) => [Math.sin(TURN * a * t + c) * (0.6 + 0.4 * t), Math.cos(TURN * b * t) * 0.9], 110)];
};
const loops: Motif = (random) => {
	const rounds = 4 + Math.floor(random() * 4);
	return [curve((t) => [-1 + 2 * t + 0.22 * Math.cos(TURN * rounds * t), 0.4 * Math.sin(TURN * rounds * t)], 90)];
};
const zigzag: Motif = (random) => {
	const teeth = 4 + Math.floor(random() * 5);
	return [
		path(...Array.from({ length: teeth + 1 }, (_, i): [number, number] => [-1 + (2 * i) / teeth, i % 2 ? -0.5 : 0.5]))
	];
};
const waves: Motif = (random) =>
	Array.from({ length: 2 + Math.floor(random() * 2) }, (_, row) =>
		curve((t) => [-1 + 2 * t, -0.5 + row * 0.5 + 0.18 * Math.sin(TURN * 3 * t)], 40)
	);
const star: Motif = () => [
	path(...Array.from({ length: 6 }, (_, i): [number, number] => [Math.sin(TURN * 0.4 * i), -Math.cos(TURN * 0.4 * i)]))
];
const heart: Motif = () => [
	curve((t) => {
		const a = TURN * t;
		return [Math.sin(a) ** 3, -(13 * Math.cos(a) - 5 * Math.cos(2 * a) - 2 * Math.cos(3 * a) - Math.cos(4 * a)) / 17];
	}, 40)
];
const sun: Motif = (random) => {
	const rays = 6 + Math.floor(random() * 4);
	const ray = (i: number): Line => {
		const [x, y] = [Math.cos((TURN * i) / rays), Math.sin((TURN * i) / rays)];
		return path([x * 0.65, y * 0.65], [x, y]);
	};
	return [ring(0, 0, 0.48), ...Array.from({ length: rays }, (_, i) => ray(i))];
};
const flower: Motif = () => [
	curve((t) => {
		const r = 0.42 + 0.18 * Math.cos(TURN * 5 * t);
		return [r * Math.cos(TURN * t), -0.4 + r * Math.sin(TURN * t)];
	}, 60),
	ring(0, -0.4, 0.15),
	path([0, 0.15], [0.03, 1]),
	ring(0.25, 0.6, 0.22, 0.1)
];
const face: Motif = (random) => [
	ring(0, 0, 0.9),
	ring(-0.32, -0.25, 0.1),
	ring(0.32, -0.25, 0.1),
	random() < 0.7 ? ring(0, 0.15, 0.45, 0.35, 0.05, 0.45) : path([-0.4, 0.4], [0.4, 0.42])
];
const cat: Motif = () => [
	ring(0, 0.1, 0.7),
	path([-0.62, -0.2], [-0.6, -0.95], [-0.18, -0.55]),
	path([0.62, -0.2], [0.6, -0.95], [0.18, -0.55]),
	ring(-0.25, 0, 0.08),
	ring(0.25, 0, 0.08),
	path([-0.15, 0.35], [-0.95, 0.25]),
	path([0.15, 0.35], [0.95, 0.25])
];
const fish: Motif = () => [
	ring(-0.15, 0, 0.65, 0.4),
	path([0.45, 0], [0.95, -0.4], [0.95, 0.4], [0.45, 0.02]),
	ring(-0.45, -0.1, 0.07)
];
const house: Motif = () => [
	path([-0.7, 0.9], [-0.7, -0.1], [0.7, -0.1], [0.7, 0.9], [-0.7, 0.9]),
	path([-0.85, -0.1], [0, -0.95], [0.85, -0.1]),
	path([-0.15, 0.9], [-0.15, 0.35], [0.2, 0.35], [0.2, 0.9])
];
const tree: Motif = () => [path([-0.12, 0.95], [-0.1, 0.1]), path([0.14, 0.95], [0.1, 0.1]), ring(0, -0.4, 0.65, 0.55)];
const boat: Motif = () => [
	path([-0.9, 0.3], [0.9, 0.3], [0.55, 0.8], [-0.55, 0.8], [-0.9, 0.3]),
	path([0, 0.3], [0, -0.9], [0.6, 0.05], [0, 0.1])
];
const cloud: Motif = () => [
	curve((t) => {
		const r = 0.7 + 0.14 * Math.abs(Math.sin(TURN * 3 * t));
		return [r * 1.25 * Math.cos(TURN * t), r * 0.7 * Math.sin(TURN * t)];
	}, 60)
];
const ladder: Motif = (random) => {
	const steps = 3 + Math.floor(random() * 3);
	const rungs = Array.from({ length: steps }, (_, i): Line => {
		const y = -0.7 + (1.4 * i) / (steps - 1);
		return path([-0.4, y], [0.4, y]);
	});
	return [path([-0.4, -1], [-0.4, 1]), path([0.4, -1], [0.4, 1]), ...rungs];
};
const snail: Motif = () => [
	curve((t) => [0.1 + 0.6 * t * Math.cos(TURN * 2.5 * t), -0.1 + 0.6 * t * Math.sin(TURN * 2.5 * t)], 60),
	path([0.8, 0.55], [-0.9, 0.55], [-1, 0.1]),
	path([-0.95, 0.1], [-1.05, -0.25])
];
const balloon: Motif = () => [ring(0, -0.4, 0.5, 0.58), curve((t) => [0.1 * Math.sin(TURN * 1.5 * t), 0.2 + 0.8 * t])];
const kite: Motif = () => [
	path([0, -0.95], [0.5, -0.3], [0, 0.45], [-0.5, -0.3], [0, -0.95]),
	path([0, -0.95], [0, 0.45]),
	curve((t) => [0.25 * Math.sin(TURN * 1.5 * t), 0.45 + 0.5 * t])
];
const mushroom: Motif = () => [
	ring(0, 0, 0.9, 0.75, 0.5, 1),
	path([-0.9, 0], [0.9, 0.02]),
	path([-0.25, 0.02], [-0.2, 0.8], [0.22, 0.8], [0.25, 0.02]),
	ring(-0.3, -0.35, 0.12),
	ring(0.3, -0.3, 0.14)
];
const stairs: Motif = () => [
	path([-0.9, 0.9], [-0.9, 0.3], [-0.3, 0.3], [-0.3, -0.3], [0.3, -0.3], [0.3, -0.9], [0.9, -0.9])
];
const net: Motif = (random) => {
	const lines = 2 + Math.floor(random() * 2);
	const at = (i: number) => -0.6 + (1.2 * i) / (lines - 1);
	return Array.from({ length: lines }, (_, i) => i).flatMap((i) => [
		path([at(i), -1], [at(i), 1]),
		path([-1, at(i)], [1, at(i)])
	]);
};
const bug: Motif = () => [
	ring(0, 0.1, 0.5, 0.6),
	path([0, -0.5], [0, 0.7]),
	path([-0.2, -0.5], [-0.45, -0.95]),
	path([0.2, -0.5], [0.45, -0.95]),
	ring(-0.22, 0, 0.1),
	ring(0.22, 0.25, 0.1)
];
const crown: Motif = () => [
	path([-0.9, 0.6], [-0.9, -0.5], [-0.45, 0.1], [0, -0.8], [0.45, 0.1], [0.9, -0.5], [0.9, 0.6], [-0.9, 0.6])
];
const person: Motif = () => [
	ring(0, -0.65, 0.28),
	path([0, -0.37], [0, 0.35]),
	path([-0.55, -0.05], [0, -0.15], [0.55, -0.1]),
	path([-0.4, 0.95], [0, 0.35], [0.42, 0.95])
];
const rings: Motif = (random) =>
	Array.from({ length: 2 + Math.floor(random() * 3) }, (_, i) => ring(0, 0, 0.25 + 0.22 * i));
const moon: Motif = () => [ring(0, 0, 0.85, 0.85, 0.12, 0.78), ring(0.32, -0.05, 0.62, 0.66, 0.2, 0.7)];

export const MOTIFS: readonly Motif[] = [
	spiral,
	scribble,
	loops,
	zigzag,
	waves,
	star,
	heart,
	sun,
	flower,
	face,
	cat,
	fish,
	house,
	tree,
	boat,
	cloud,
	ladder,
	snail,
	balloon,
	kite,
	mushroom,
	stairs,
	net,
	bug,
	crown,
	person,
	rings,
	moon
];
