// Our own pictures, on Lucide's 24-grid: flat colour printed a little beside its line, as with two blocks of wood.
// `a`, `b`, `c` are the picture colours of tokens.css; every line takes the colour of the text round it.

/** Colour under a Lucide line: name of ours → [Lucide name, [colour, path][]]. */
export const COLOURED = /** @type {Record<string, [line: string, colour: ['a' | 'b' | 'c', string][]]>} */ ({
	home: [
		'house',
		[
			['a', 'M3 9.6 12 2.4l9 7.2V21H3z'],
			['c', 'M9 12.4h6V21H9z']
		]
	],
	school: [
		'school',
		[
			['a', 'M2 14l4-3.2V5.6l6-3.4 6 3.4v5.2l4 3.2v7H2z'],
			['b', 'M9.6 9a2.4 2.4 0 1 1 4.8 0 2.4 2.4 0 1 1-4.8 0zM10 15.6h4V21h-4z']
		]
	],
	'council-office': [
		'landmark',
		[
			['c', 'M2.6 7 12 2l9.4 5z'],
			['a', 'M3 18h18v4H3z'],
			['b', 'M5 10.5h3.2V18H5zM10 10.5h4V18h-4zM15.8 10.5H19V18h-3.2z']
		]
	],
	'family-centre': [
		'sofa',
		[
			['c', 'M4 9a3 3 0 0 1 3-4h10a3 3 0 0 1 3 4l-2 5H6z'],
			['a', 'M2 11l4 2h12l4-2v8H2z']
		]
	],
	cafe: [
		'coffee',
		[
			['c', 'M3 8h14v9a4 4 0 0 1-4 4H7a4 4 0 0 1-4-4z'],
			['a', 'M17 9.5h1.5a2.6 2.6 0 0 1 0 5.2H17z']
		]
	],
	outdoors: [
		'tree-deciduous',
		[
			['b', 'M8 19a4 4 0 0 1-2.2-7.3A3.5 3.5 0 0 1 9 6a3 3 0 1 1 6 0 3.5 3.5 0 0 1 3.2 5.7A4 4 0 0 1 16 19z'],
			['a', 'M18 3.2a2 2 0 1 1 4 0 2 2 0 1 1-4 0z']
		]
	],
	'video-call': [
		'video',
		[
			['b', 'M4 6h10a2 2 0 0 1 2 2v8a2 2 0 0 1-2 2H4a2 2 0 0 1-2-2V8a2 2 0 0 1 2-2z'],
			['a', 'M16 10.5 22 7v10l-6-3.5z']
		]
	],
	'somewhere-else': [
		'map-pin',
		[
			['a', 'M20 10c0 5-8 12-8 12s-8-7-8-12a8 8 0 0 1 16 0z'],
			['c', 'M9 10a3 3 0 1 1 6 0 3 3 0 1 1-6 0z']
		]
	],
	'dont-mind': ['signpost', [['b', 'M5.4 6h13.2L22 9.5 18.6 13H5.4L2 9.5z']]]
});

/** Faces, on a 64-grid: pebbles, from very sad to very happy. `line` takes the text's colour, `ink` is filled with it. */
export const FACES = /** @type {Record<string, { stone: string, line: string, ink?: string, colour?: string }>} */ ({
	'very-sad': {
		stone: 'M33 7c14 0 24 9 25 23 1 16-9 27-26 27C15 57 5 47 6 32 7 17 18 7 33 7z',
		line: 'M16 26.5l8.5-4.5M48 26.5l-8.5-4.5M21 47c4.5-8.5 17.5-8.5 22 0',
		ink: 'M19.5 32a3.3 3.3 0 1 0 6.6 0 3.3 3.3 0 1 0-6.6 0zM38 32a3.3 3.3 0 1 0 6.6 0 3.3 3.3 0 1 0-6.6 0z',
		colour: 'M46.5 37.5c3 4 4 6 4 7.8a4 4 0 0 1-8 0c0-1.8 1-3.8 4-7.8z'
	},
	sad: {
		stone: 'M31 6c15-1 27 9 27 25S47 58 31 57 6 46 6 31 16 7 31 6z',
		line: 'M23 45.5c4-5 14-5 18 0',
		ink: 'M19.5 28a3.3 3.3 0 1 0 6.6 0 3.3 3.3 0 1 0-6.6 0zM38 28a3.3 3.3 0 1 0 6.6 0 3.3 3.3 0 1 0-6.6 0z'
	},
	okay: {
		stone: 'M32 8c17 0 27 8 27 24 0 15-11 24-27 24S5 47 5 32C5 17 15 8 32 8z',
		line: 'M23 43c5 .7 13 .7 18 0',
		ink: 'M19.5 28a3.3 3.3 0 1 0 6.6 0 3.3 3.3 0 1 0-6.6 0zM38 28a3.3 3.3 0 1 0 6.6 0 3.3 3.3 0 1 0-6.6 0z'
	},
	happy: {
		stone: 'M34 6c15 1 25 12 24 27-1 15-13 25-28 24C14 56 5 45 6 30 7 15 19 5 34 6z',
		line: 'M21.5 39.5c4 7 17 7 21 0',
		ink: 'M19.5 27a3.3 3.3 0 1 0 6.6 0 3.3 3.3 0 1 0-6.6 0zM38 27a3.3 3.3 0 1 0 6.6 0 3.3 3.3 0 1 0-6.6 0z'
	},
	'very-happy': {
		stone: 'M31 5c16-1 27 11 28 26 0 16-12 27-28 27S5 47 5 31C5 16 16 6 31 5z',
		line: 'M18.5 28.5c2-5 7.5-5 9.5 0M36 28.5c2-5 7.5-5 9.5 0M19.5 38h25c0 8-5 13-12.5 13s-12.5-5-12.5-13z',
		colour: 'M19.5 38h25c0 8-5 13-12.5 13s-12.5-5-12.5-13z'
	}
});
