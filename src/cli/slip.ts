import { renderSVG } from 'uqr';
import { languageOf } from '#lib/i18n/languages.ts';
import { printedCode } from '#lib/server/auth/tokens.ts';
import type { ConsultationAudience, Slip } from '#lib/server/consultations.ts';
import { formatDay } from '#lib/server/format.ts';
import { serverTranslator } from '#lib/server/words.ts';

const escape = (text: string) => text.replace(/[&<>"]/g, (mark) => `&#${mark.charCodeAt(0)};`);

/**
 * A slip as a page of its own, to print: what the staff page prints, without the child's name, in the language its
 * address leads to. Everything is in the file; opening it asks nothing of anybody.
 */
export function slipPage(slip: Slip, audience: ConsultationAudience): string {
	const { host, pathname } = new URL(slip.url);
	const language = languageOf(pathname.split('/')[1])!;
	const t = serverTranslator(language);
	const say = (key: string, values: Record<string, string> = {}) => escape(t(`public:slip.${key}`, values));
	const until = formatDay(slip.expiresAt.slice(0, 10), language, 'short');
	return `<!doctype html>
<html lang="${language.tag}" dir="${language.dir}">
<meta charset="utf-8">
<title>${say(`for.${audience}`)}</title>
<style>
@page { size: A6 landscape; margin: 6mm }
body { display: grid; grid-template-columns: 1fr 40mm; gap: 5mm; align-items: center; max-inline-size: 136mm; margin: 0; font: 11pt/1.45 Lexend, Vazirmatn, system-ui, sans-serif }
h1 { margin: 0 0 2mm; font-size: 14pt }
p, ol { margin: 0 0 2mm }
.code { font: 600 19pt/1.2 ui-monospace, monospace }
.small { font-size: 8pt }
</style>
<div>
<h1>${say(`for.${audience}`)}</h1>
<p>${say(`text.${audience}`)}</p>
<ol><li>${say('scan')}</li><li>${say('or-type')} <b dir="ltr">${escape(host + pathname)}</b></li></ol>
<p>${say('code')}</p>
<p class="code" dir="ltr">${printedCode(slip.code)}</p>
${audience === 'child' ? '' : `<p>${say('digits')}</p>\n`}<p class="small">${say(audience === 'child' ? 'until' : 'until-adult', { day: until })} ${say('keep')}</p>
</div>
<div role="img" aria-label="${say('qr')}">${renderSVG(slip.url, { ecc: 'M', border: 2 })}</div>
</html>
`;
}
