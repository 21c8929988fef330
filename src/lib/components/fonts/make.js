// Makes static/fonts from the font packages: only the characters our pages write, so that a child's first page stays
// light. Run `node src/lib/components/fonts/make.js` after a change and commit what it writes.
import { copyFileSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import subsetFont from 'subset-font';

const root = new URL('../../../../', import.meta.url);
const at = (/** @type {string} */ path) => fileURLToPath(new URL(path, root));

/** @param {...[from: number, to?: number]} ranges */
const characters = (...ranges) =>
	ranges
		.flatMap(([from, to = from]) => Array.from({ length: to - from + 1 }, (_, i) => String.fromCodePoint(from + i)))
		.join('');

/** The same ranges as unicode-range in tokens.css. */
const LATIN = characters([0x20, 0x7e], [0xa0], [0xa3], [0xb7], [0xbd], [0xc0, 0xff], [0x2010, 0x2026], [0x20ac]);
const ARABIC = characters([0x60c], [0x61b], [0x61f], [0x621, 0x63a], [0x640, 0x652]);
/** Letters and digits of the other languages in Arabic script: a page without them does not fetch these. */
const MORE_ARABIC = characters([0x653, 0x655], [0x660, 0x66d], [0x670, 0x6d5], [0x6f0, 0x6f9], [0x200c, 0x200d]);
/** Spaces, digits and marks as they look between Arabic letters. */
const BETWEEN = characters([0x20, 0x21], [0x28, 0x29], [0x2c, 0x3a], [0xa0], [0xab], [0xbb], [0x2026]);

/** @type {[family: string, script: string, weight: number, text: string, name: string][]} */
const FILES = [
	['lexend', 'latin', 400, LATIN, 'lexend-400'],
	['lexend', 'latin', 600, LATIN, 'lexend-600'],
	['vazirmatn', 'arabic', 400, ARABIC, 'vazirmatn-400'],
	['vazirmatn', 'arabic', 700, ARABIC, 'vazirmatn-700'],
	['vazirmatn', 'arabic', 400, MORE_ARABIC, 'vazirmatn-more-400'],
	['vazirmatn', 'arabic', 700, MORE_ARABIC, 'vazirmatn-more-700'],
	['vazirmatn', 'latin', 400, BETWEEN, 'vazirmatn-between-400'],
	['vazirmatn', 'latin', 700, BETWEEN, 'vazirmatn-between-700']
];

mkdirSync(at('static/fonts'), { recursive: true });
for (const [family, script, weight, text, name] of FILES) {
	const source = readFileSync(
		at(`node_modules/@fontsource/${family}/files/${family}-${script}-${weight}-normal.woff2`)
	);
	const made = await subsetFont(source, text, { targetFormat: 'woff2' });
	writeFileSync(at(`static/fonts/${name}.woff2`), made);
}
/**
 * For paper, where a reader has no other fonts: all letters the families have, as the typesetter reads them. A family in two
 * files is two names to it, so the second part gets its own, of the same length.
 * @type {[family: string, script: string, weight: number, name: string, own?: [from: string, to: string]][]}
 */
const PRINT = [
	['lexend', 'latin', 400, 'lexend-400'],
	['lexend', 'latin', 600, 'lexend-600'],
	['lexend', 'latin-ext', 400, 'lexend-more-400', ['Lexend', 'Lexmor']],
	['lexend', 'latin-ext', 600, 'lexend-more-600', ['Lexend', 'Lexmor']],
	['vazirmatn', 'arabic', 400, 'vazirmatn-400'],
	['vazirmatn', 'arabic', 700, 'vazirmatn-700']
];
const EVERYTHING = characters(
	[0x20, 0x2af],
	[0x600, 0x6ff],
	[0x750, 0x77f],
	[0x1e00, 0x1eff],
	[0x2000, 0x206f],
	[0x20a0, 0x20bf]
);

/** @param {Buffer} font @param {string} from @param {string} to */
function rename(font, from, to) {
	for (const encoding of /** @type {const} */ (['utf16le', 'latin1'])) {
		const spell = (/** @type {string} */ text) => {
			const bytes = Buffer.from(text, encoding);
			return encoding === 'utf16le' ? bytes.swap16() : bytes;
		};
		for (let at = font.indexOf(spell(from)); at >= 0; at = font.indexOf(spell(from), at + 1)) spell(to).copy(font, at);
	}
	return font;
}

mkdirSync(at('static/fonts/print'), { recursive: true });
for (const [family, script, weight, name, own] of PRINT) {
	const source = readFileSync(
		at(`node_modules/@fontsource/${family}/files/${family}-${script}-${weight}-normal.woff2`)
	);
	const made = Buffer.from(await subsetFont(source, EVERYTHING, { targetFormat: 'sfnt' }));
	writeFileSync(at(`static/fonts/print/${name}.ttf`), own ? rename(made, ...own) : made);
}
for (const family of ['lexend', 'vazirmatn']) {
	copyFileSync(at(`node_modules/@fontsource/${family}/LICENSE`), at(`static/fonts/${family}-licence.txt`));
}
