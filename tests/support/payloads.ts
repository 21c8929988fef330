/** What somebody writes who hopes that it runs where it is read. `alert` is a dialog that a test sees; `/stolen` a request. */
const WRITTEN = [
	'<script>alert(1)</script>',
	'<ScRiPt >alert(1)</sCrIpT>',
	'<script src=/stolen></script>',
	'<img src=/stolen onerror=alert(1)>',
	'<img/src=x/onerror=alert(1)//',
	'<svg onload=alert(1)>',
	'<svg><script>alert(1)</script></svg>',
	'<svg><animate onbegin=alert(1) attributeName=x dur=1s>',
	'<body onload=alert(1)>',
	'<iframe src=javascript:alert(1)>',
	'<iframe srcdoc="<script>alert(1)</script>">',
	'<object data=/stolen>',
	'<embed src=/stolen>',
	'<link rel=stylesheet href=/stolen>',
	'<style>@import "/stolen"</style>',
	'<meta http-equiv=refresh content=0;url=/stolen>',
	'<base href=//stolen/>',
	'<form action=/stolen><button>go</button></form>',
	'<input autofocus onfocus=alert(1)>',
	'<details open ontoggle=alert(1)>',
	'<video><source onerror=alert(1)></video>',
	'<audio src=/stolen onerror=alert(1)>',
	'<math><mtext></mtext><script>alert(1)</script></math>',
	'<template><script>alert(1)</script></template>',
	'<a href="javascript:alert(1)">here</a>',
	'javascript:alert(1)',
	'onmouseover=alert(1) autofocus onfocus=alert(1) x=',
	'</title><script>alert(1)</script>',
	'</textarea><script>alert(1)</script>',
	'</script><script>alert(1)</script>',
	'<!--<script>alert(1)//-->',
	']]><script>alert(1)</script>',
	'{{constructor.constructor("alert(1)")()}}',
	'${alert(1)}',
	'{@html "<img src=x onerror=alert(1)>"}',
	'&lt;script&gt;alert(1)&lt;/script&gt;',
	'\\u003cscript\\u003ealert(1)\\u003c/script\\u003e',
	'%3Cscript%3Ealert(1)%3C/script%3E',
	'＜script＞alert(1)＜/script＞',
	'\u2028alert(1)\u2029'
];

/** As it is, and as what breaks out of an attribute in either kind of quotes: 120. */
export const PAYLOADS: readonly string[] = ['', '">', "'>"].flatMap((out) => WRITTEN.map((payload) => out + payload));

/** Deals them out, the next ones each time, and begins anew when all were given. */
export function dealer() {
	let at = 0;
	return {
		/** One for a short field. */
		one: () => PAYLOADS[at++ % PAYLOADS.length]!,
		/** Several for a long one. */
		some: (count = 6) => Array.from({ length: count }, () => PAYLOADS[at++ % PAYLOADS.length]!).join(' '),
		given: () => Math.min(at, PAYLOADS.length)
	};
}
