import sharp from 'sharp';

/** How somebody who does not exist looks. Colours are paint here, not the product's. */
export interface Look {
	skin: string;
	hair: string;
	style: 'curls' | 'short' | 'scarf' | 'bob';
	clothes: string;
	ground: string;
	glasses?: boolean;
	beard?: boolean;
}

const SIDE = 320;

const circles = (points: readonly (readonly [x: number, y: number, r: number])[], fill: string) =>
	points.map(([x, y, r]) => `<circle cx="${x}" cy="${y}" r="${r}" fill="${fill}"/>`).join('');

const CURLS = [
	[104, 132, 30],
	[112, 100, 32],
	[136, 78, 32],
	[166, 70, 34],
	[196, 80, 32],
	[214, 104, 30],
	[218, 134, 28],
	[102, 162, 22],
	[220, 162, 22]
] as const;

/** What is drawn before the face, and what over it. */
const STYLES: Record<Look['style'], (hair: string) => [behind: string, over: string]> = {
	curls: (hair) => [
		circles(CURLS, hair),
		circles(
			[
				[132, 96, 18],
				[160, 88, 20],
				[188, 96, 18]
			],
			hair
		)
	],
	short: (hair) => [
		`<path d="M100 140 Q98 66 160 64 Q222 66 220 140 Z" fill="${hair}"/>`,
		`<path d="M106 128 Q112 84 150 92 Q190 96 214 128 Q216 78 160 72 Q104 78 106 128 Z" fill="${hair}"/>`
	],
	scarf: (hair) => [
		`<path d="M92 250 Q84 62 160 60 Q236 62 228 250 Z" fill="${hair}"/>`,
		`<path d="M104 146 Q108 80 160 80 Q212 80 216 146 Q206 100 160 98 Q114 100 104 146 Z M112 196 Q160 252 208 196 L222 250 L98 250 Z" fill="${hair}"/>`
	],
	bob: (hair) => [
		`<path d="M92 206 Q84 64 160 62 Q236 64 228 206 Q214 214 204 204 L116 204 Q106 214 92 206 Z" fill="${hair}"/>`,
		`<path d="M108 138 Q116 92 176 90 Q206 98 212 138 Q216 80 160 74 Q104 80 108 138 Z" fill="${hair}"/>`
	]
};

const GLASSES =
	'<g fill="none" stroke="#3a3330" stroke-width="4"><circle cx="138" cy="150" r="18"/><circle cx="182" cy="150" r="18"/><path d="M156 148 Q160 144 164 148"/></g>';

function drawing({ skin, hair, style, clothes, ground, glasses, beard }: Look): string {
	const [behind, over] = STYLES[style](hair);
	return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${SIDE} ${SIDE}">
<rect width="${SIDE}" height="${SIDE}" fill="${ground}"/><circle cx="262" cy="66" r="96" fill="#fff" opacity=".28"/>
${behind}
<path d="M44 ${SIDE} Q52 240 128 232 L192 232 Q268 240 276 ${SIDE} Z" fill="${clothes}"/>
<path d="M136 196 L184 196 L188 236 Q160 258 132 236 Z" fill="${skin}"/><path d="M136 208 Q160 226 184 208 L185 218 Q160 238 135 218 Z" fill="#000" opacity=".1"/>
<ellipse cx="160" cy="150" rx="52" ry="62" fill="${skin}"/>
${beard ? `<path d="M109 158 Q112 216 160 216 Q208 216 211 158 Q198 184 160 176 Q122 184 109 158 Z" fill="${hair}"/>` : ''}
${over}
<g fill="#fff"><ellipse cx="138" cy="150" rx="8" ry="6"/><ellipse cx="182" cy="150" rx="8" ry="6"/></g>
<g fill="#33251d"><circle cx="138" cy="150" r="5"/><circle cx="182" cy="150" r="5"/></g>
<g fill="none" stroke="#33251d" stroke-linecap="round" stroke-width="4" opacity=".8"><path d="M126 134 Q138 127 149 133"/><path d="M171 133 Q182 127 194 134"/></g>
<path d="M159 154 Q155 168 162 170" fill="none" stroke="#000" stroke-opacity=".22" stroke-width="4" stroke-linecap="round"/>
<path d="M138 182 Q160 204 182 182 Z" fill="#fff" stroke="#8c3f39" stroke-width="4" stroke-linejoin="round"/>
<g fill="#d6604d" opacity=".18"><circle cx="122" cy="174" r="11"/><circle cx="198" cy="174" r="11"/></g>
${glasses ? GLASSES : ''}
</svg>`;
}

/**
 * WebPs of 320 by 320, drawn here. Drawings are a kind of picture that the server opens for nobody else (see
 * profiles.ts), so the door is shut again behind these.
 */
export async function portraits(looks: readonly Look[]): Promise<Buffer[]> {
	const svg = { operation: ['VipsForeignLoadSvgBuffer'] };
	sharp.unblock(svg);
	try {
		const draw = (look: Look) =>
			sharp(Buffer.from(drawing(look)))
				.resize(SIDE, SIDE)
				.webp({ quality: 82 })
				.toBuffer();
		return await Promise.all(looks.map(draw));
	} finally {
		sharp.block(svg);
	}
}
