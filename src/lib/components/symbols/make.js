// Makes static/symbols.svg, one sprite of the symbols we use: our own drawings and Lucide's lines (ISC licence).
// Run `node src/lib/components/symbols/make.js` after a change and commit what it writes.
import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { COLOURED, FACES } from './drawn.js';

const root = new URL('../../../../', import.meta.url);
const at = (/** @type {string} */ path) => fileURLToPath(new URL(path, root));
/** @type {{ icons: Record<string, { body: string }> }} */
const lucide = JSON.parse(readFileSync(at('node_modules/@iconify-json/lucide/icons.json'), 'utf8'));

/** Plain lines under a name of ours: what a button does, who somebody is, what an answer is about. */
const LINES = {
	...same(
		'check',
		'x',
		'arrow-right',
		'arrow-left',
		'chevron-down',
		'life-buoy',
		'languages',
		'eye',
		'pencil',
		'phone',
		'mail',
		'clock',
		'lock'
	),
	...same(
		'printer',
		'list',
		'megaphone',
		'compass',
		'backpack',
		'smile',
		'bike',
		'coins',
		'house',
		'video',
		'sunrise',
		'sun',
		'moon',
		'house-heart'
	),
	question: 'circle-question-mark',
	half: 'contrast',
	leave: 'door-open',
	comfort: 'a-large-small',
	talk: 'message-circle',
	text: 'message-square-text',
	person: 'user-round',
	people: 'users-round',
	key: 'key-round',
	badge: 'id-card-lanyard',
	visitor: 'calendar-heart',
	health: 'stethoscope',
	law: 'scale',
	heart: 'heart-pulse',
	weather: 'cloud-sun',
	ball: 'volleyball',
	belief: 'sparkles',
	more: 'circle-ellipsis',
	seat: 'armchair',
	'next-room': 'door-closed',
	film: 'clapperboard',
	speech: 'speech',
	'not-now': 'calendar-x',
	aloud: 'audio-lines',
	at: 'at-sign',
	visit: 'footprints',
	before: 'calendar-clock',
	hands: 'heart-handshake'
};

function same(/** @type {string[]} */ ...names) {
	return Object.fromEntries(names.map((name) => [name, name]));
}

/** Only the shapes: how lines look is said once, in Symbol.svelte. */
function shapes(/** @type {string} */ name) {
	const icon = lucide.icons[name];
	if (!icon) throw new Error(`Lucide has no ${name}`);
	return icon.body.replace(/<\/?g[^>]*>/g, '').replace(/ (fill|stroke|stroke-\w+)="[^"]*"/g, '');
}

const filled = (/** @type {string} */ colour, /** @type {string} */ d) =>
	`<path fill="var(--picture-${colour})" stroke="none" d="${d}"/>`;

const symbols = [
	...Object.entries(LINES).map(([id, name]) => `<symbol id="${id}" viewBox="0 0 24 24">${shapes(name)}</symbol>`),
	...Object.entries(COLOURED).map(([id, [line, colour]]) => {
		const flat = colour.map(([name, d]) => filled(name, d)).join('');
		return `<symbol id="${id}" viewBox="0 0 25 25"><g transform="translate(1 1.2)">${flat}</g>${shapes(line)}</symbol>`;
	}),
	...Object.entries(FACES).map(([id, { stone, line, ink, colour }]) => {
		const under = `<path fill="var(--face-${id})" stroke="none" d="${stone}" transform="translate(2 2.5)"/>`;
		const spot = colour ? filled(id === 'very-sad' ? 'b' : 'c', colour) : '';
		const eyes = ink ? `<path fill="currentColor" stroke="none" d="${ink}"/>` : '';
		return `<symbol id="face-${id}" viewBox="0 0 64 64">${under}${spot}<g stroke-width="3"><path d="${stone}"/><path d="${line}"/></g>${eyes}</symbol>`;
	})
];

writeFileSync(at('static/symbols.svg'), `<svg xmlns="http://www.w3.org/2000/svg">\n${symbols.join('\n')}\n</svg>\n`);
