import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { NodeCompiler } from '@myriaddreamin/typst-ts-node-compiler';
import type { Document } from './parts.ts';

/**
 * The whole layout. What it sets comes as JSON beside it and is only ever text: nothing a person wrote is in the source,
 * so nothing of it is read as a command.
 */
const TEMPLATE = `
#let d = json(bytes(sys.inputs.data))
#let accent = rgb("#0b5350")
#let soft = rgb("#55514a")
#let side(dir) = if dir == "rtl" { (right: 2.5pt + accent) } else { (left: 2.5pt + accent) }
#let room(dir) = if dir == "rtl" { (right: 9pt, y: 2pt) } else { (left: 9pt, y: 2pt) }
#set document(title: d.title, author: d.authority)
#set text(font: ("Lexend", "Lexmor", "Vazirmatn"), size: 11pt, lang: d.lang.split("-").first(), dir: if d.rtl { rtl } else { ltr }, fill: rgb("#1f1d1a"))
#set par(leading: 0.72em, spacing: 0.9em, justify: false)
#set page(paper: "a4", margin: (x: 2.4cm, top: 2.4cm, bottom: 2.6cm), footer: context {
	set text(size: 8.5pt, fill: soft)
	grid(columns: (1fr, auto), d.title, counter(page).display("1 / 1", both: true))
})
#show heading.where(level: 1): set text(size: 24pt, weight: 600)
#show heading.where(level: 1): set block(below: 1em)
#show heading.where(level: 2): it => block(above: 2.2em, below: 0.8em, width: 100%, stroke: (top: 1.2pt + accent), inset: (top: 9pt), text(size: 15pt, weight: 600, fill: accent, it.body))
#show heading.where(level: 3): set text(size: 11.5pt, weight: 600)
#show heading.where(level: 3): set block(above: 1.5em, below: 0.6em)

#heading(level: 1, d.title)
#for line in d.lead [#par(text(fill: soft, line))]
#for section in d.sections {
	heading(level: 2, section.title)
	block(sticky: true, text(fill: soft, size: 10pt, section.about))
	for entry in section.entries {
		heading(level: 3, entry.title)
		for fact in entry.facts { par(text(size: 9.5pt, fill: soft, fact)) }
		for answer in entry.answers {
			if answer.label != "" { block(above: 1.1em, below: 0.45em, sticky: true, text(size: 10pt, weight: 600, answer.label)) }
			if answer.said.len() > 0 { par(answer.said.join(linebreak())) }
			for q in answer.quotes {
				block(stroke: side(q.dir), inset: room(q.dir), above: 0.6em, below: 0.9em, width: 100%, {
					set text(size: 12pt, dir: if q.dir == "rtl" { rtl } else { ltr })
					set align(start)
					q.lines.join(linebreak())
				})
			}
		}
	}
}
`;

let fonts: Buffer[] | undefined;

/** The fonts for paper, from the folder static/ beside the project's package.json, from source and from a build alike. */
function ours(): Buffer[] {
	if (fonts) return fonts;
	let folder = dirname(fileURLToPath(import.meta.url));
	while (!existsSync(join(folder, 'static', 'fonts', 'print'))) {
		if (folder === dirname(folder)) throw new Error('no static folder above this file');
		folder = dirname(folder);
	}
	const print = join(folder, 'static', 'fonts', 'print');
	fonts = readdirSync(print).map((file) => readFileSync(join(print, file)));
	return fonts;
}

/**
 * Set on A4, tagged for those who hear it (PDF/UA-1). Where somebody wrote a letter that no font at hand has, that
 * standard cannot be kept: the same is set without its mark, so that a copy never fails for one letter. Nothing of it
 * stays in this process afterwards.
 */
export function pdfOf(document: Document): Uint8Array {
	const compiler = NodeCompiler.create({ fontArgs: [{ fontBlobs: ours() }] });
	const source = { mainFileContent: TEMPLATE, inputs: { data: JSON.stringify(document) } };
	try {
		return compiler.pdf(source, { pdfStandard: 'ua-1' });
	} catch {
		return compiler.pdf(source);
	} finally {
		compiler.evictCache(0);
	}
}
