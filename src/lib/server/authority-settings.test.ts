import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import sharp from 'sharp';
import { DATABASES, twoAuthorities, type World } from '../../../tests/support/database.ts';
import * as audit from './audit.ts';
import * as settings from './authority-settings.ts';
import { accentSheet, brandOf } from './brand.ts';
import * as logos from './logos.ts';
import * as nouns from './nouns.ts';
import { render } from './outbox/render.ts';

const unchanged = { one: '', many: '' };
const NOTHING = {
	review: unchanged,
	iro: unchanged,
	'social-worker': unchanged,
	'foster-carer': unchanged,
	keyworker: unchanged,
	advocate: unchanged
};

describe.each(DATABASES)('what an authority chooses for itself, on %s', (kind) => {
	let world: World;
	beforeEach(async () => void (world = await twoAuthorities(kind)));
	afterEach(() => world.close());
	const picture = (width: number, height: number) =>
		sharp({ create: { width, height, channels: 4, background: 'teal' } })
			.png()
			.toBuffer();

	test('is its own: the neighbour’s pages do not change', async () => {
		const { commandLine: north } = world.north;
		const before = await world.south.commandLine.authority();
		await settings.saveAccent(north, '0A5C9E');
		expect(await settings.saveAccent(north, '#0a4a80')).toBe('saved');
		await nouns.save(north, { ...NOTHING, iro: { one: 'chair', many: 'chairs' } });
		await logos.save(north, await picture(900, 300), 'Northshire');
		await settings.saveLanguages(north, []);
		await settings.saveReviews(north, { first: '15', second: '80', later: '170' }, false);
		await settings.saveRetention(north, { record: '80', 'after-death': '', words: '6', messages: '2', staff: '' });
		expect(await world.south.commandLine.authority()).toEqual(before);
		expect(await logos.find(world.south.scope)).toBeUndefined();

		const row = await north.authority();
		expect(row).toMatchObject({ accent: '#0a4a80', draftLanguages: '', targetFirst: '15w', targetLater: '170d' });
		expect(row).toMatchObject({ videoAttends: 0, retentionRecord: 80, retentionWords: 6, retentionStaff: null });
		expect(brandOf(row, '/en')).toEqual({
			name: 'Northshire',
			accent: '/accent/0a4a80.css',
			logo: { src: `/en/logo?${encodeURIComponent(row.logoAt!)}`, alt: 'Northshire' },
			nouns: { iro: { one: 'chair', many: 'chairs' } }
		});
		const done = await audit.of(north, north.authorityId);
		expect(done.map(({ action }) => action)).toEqual([
			'authority.accent-changed',
			'authority.nouns-changed',
			'authority.logo-changed',
			'authority.languages-changed',
			'authority.reviews-changed',
			'authority.retention-changed'
		]);
	});

	test('is refused where it cannot be read, is no word, is later than the law or shorter than it', async () => {
		const { commandLine: north } = world.north;
		expect(await settings.saveAccent(north, '#ffe0e0')).toEqual({ accent: 'too-pale' });
		expect(await settings.saveAccent(north, 'red;} body{')).toEqual({ accent: 'not-a-colour' });
		expect(await nouns.save(north, { ...NOTHING, iro: { one: 'chair', many: '' } })).toEqual({ iro: 'noun-both' });
		const bad = { one: '<b>x</b>', many: '{{name}}' };
		expect(await nouns.save(north, { ...NOTHING, review: bad })).toEqual({ review: 'noun-letters' });
		expect(await settings.saveReviews(north, { first: '21', second: 'x', later: '185' }, true)).toEqual({
			first: 'after-law',
			second: 'not-a-number',
			later: 'after-law'
		});
		const retention = { record: '74', 'after-death': '15', words: '', messages: '11', staff: 'x' };
		expect(await settings.saveRetention(north, retention)).toEqual({
			record: 'below-law',
			messages: 'out-of-range',
			staff: 'out-of-range'
		});
		expect(await logos.save(north, Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"/>'), '')).toEqual({
			refused: 'photo-not-a-picture'
		});
		expect(await north.authority()).toMatchObject({ accent: null, nouns: null, logoAt: null, targetFirst: '20w' });
	});

	test('a logo is drawn again, small, and can be taken away', async () => {
		const { commandLine: north } = world.north;
		await logos.save(north, await picture(2000, 500), '');
		const { format, width, height } = await sharp(await logos.find(north)).metadata();
		expect([format, width, height]).toEqual(['webp', 480, 120]);
		await logos.remove(north);
		expect(await logos.find(north)).toBeUndefined();
		expect(brandOf(await north.authority(), '')).toEqual({ name: 'Northshire' });
	});

	test('words that somebody put there by another way are nothing rather than part of a page', () => {
		expect(nouns.readNouns('{"iro":{"one":"<script>","many":"x"}}')).toEqual({});
		expect(nouns.readNouns('not json')).toEqual({});
	});
});

test('a message says things as its authority does', () => {
	const own = { review: { one: 'care meeting', many: 'care meetings' } };
	const said = render('off-caseload-opening', 'email', 'en', { colleague: 'A review', link: 'https://x' }, own)!;
	expect(said.subject).toBe('Somebody opened a care meeting that is not theirs');
	expect(said.body).toContain('A review has opened what came in for the care meeting');
});

test('the style sheet of an accent speaks louder than ours, and leaves strong contrast alone', () => {
	const sheet = accentSheet('#0a4a80');
	expect(sheet.match(/:not\(\[data-theme="contrast"\]\)/g)).toHaveLength(3);
	expect(sheet).toContain('--accent: var(--light, #0a4a80) var(--dark, #');
	expect(sheet).not.toMatch(/undefined|NaN/);
});
