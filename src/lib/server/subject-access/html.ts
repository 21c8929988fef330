import type { Answer, Document, Entry, Section } from './parts.ts';

const ESCAPES: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };
const safe = (text: string): string => text.replace(/[&<>"']/g, (mark) => ESCAPES[mark]!);

const STYLE = `
:root { color-scheme: light; --ink: #1f1d1a; --soft: #55514a; --line: #d9d5cc; --accent: #0b5350; --ground: #f6f5f1; }
body { max-width: 42rem; margin: 0 auto; padding: 2rem 1.25rem 5rem; background: var(--ground); color: var(--ink);
	font: 1.05rem/1.6 Lexend, Vazirmatn, system-ui, sans-serif; overflow-wrap: break-word; }
h1 { font-size: 2rem; line-height: 1.2; margin-block: 1rem; }
h2 { margin-block: 3rem 0.25rem; padding-block-start: 1rem; border-block-start: 2px solid var(--accent); font-size: 1.4rem; }
h3 { margin-block: 1.5rem 0.25rem; font-size: 1.1rem; }
p, dl, blockquote { margin-block: 0 0.5rem; }
.about, .facts, footer { color: var(--soft); font-size: 0.95rem; }
article { margin-block: 1rem; padding: 0.25rem 1.25rem 1rem; border: 1px solid var(--line); border-radius: 0.75rem; background: #fff;
	break-inside: avoid-page; }
dt { margin-block-start: 0.75rem; font-weight: 600; }
dd { margin-inline-start: 0; }
blockquote { margin-inline: 0; padding-inline-start: 0.9rem; border-inline-start: 4px solid var(--accent); font-size: 1.15rem; white-space: pre-line; }
nav ul { padding-inline-start: 1.2rem; }
a { color: var(--accent); }
@media print { body { max-width: none; padding: 0; background: none; } nav { display: none; } article { border-color: #999; } }
`;

/** A page that stands by itself: no script, nothing fetched, to read and to print. */
export function htmlOf(document: Document): string {
	const { lang, rtl, title, lead, sections, authority } = document;
	const contents = sections.map(({ id, title }) => `<li><a href="#${id}">${safe(title)}</a></li>`).join('');
	return `<!doctype html>
<html lang="${safe(lang)}" dir="${rtl ? 'rtl' : 'ltr'}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>${safe(title)}</title>
<style>${STYLE}</style>
</head>
<body>
<main>
<h1>${safe(title)}</h1>
${lead.map((one) => `<p>${safe(one)}</p>`).join('\n')}
<nav><ul>${contents}</ul></nav>
${sections.map(sectionOf).join('\n')}
</main>
<footer><p>${safe(authority)}</p></footer>
</body>
</html>
`;
}

const sectionOf = ({ id, title, about, entries }: Section): string => `<section id="${id}">
<h2>${safe(title)}</h2>
<p class="about">${safe(about)}</p>
${entries.map(entryOf).join('\n')}
</section>`;

const entryOf = ({ title, facts, answers }: Entry): string => `<article>
<h3><bdi>${safe(title)}</bdi></h3>
${facts.map((fact) => `<p class="facts">${safe(fact)}</p>`).join('\n')}
${answersOf(answers)}
</article>`;

/** Questions with what was said to each; words without a question stand by themselves. */
function answersOf(answers: Answer[]): string {
	const alone = answers.filter(({ label }) => !label).map(toldOf);
	const asked = answers.filter(({ label }) => label);
	const list = asked.map((answer) => `<div><dt>${safe(answer.label)}</dt><dd>${toldOf(answer)}</dd></div>`);
	return [...alone, ...(list.length ? [`<dl>${list.join('\n')}</dl>`] : [])].join('\n');
}

const toldOf = ({ said, quotes }: Answer): string =>
	[
		...said.map((one) => `<p>${safe(one)}</p>`),
		...quotes.map(({ lines, dir }) => `<blockquote dir="${dir}">${safe(lines.join('\n'))}</blockquote>`)
	].join('\n');
