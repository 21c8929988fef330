import { createHash, timingSafeEqual } from 'node:crypto';
import { setting } from '../settings.ts';

const LOOPBACK = /^(127\.|::1$|::ffff:127\.)/;
const hashed = (text: string) => createHash('sha256').update(text).digest();

/** With a token set, who sends it; without, this machine only, and not who comes through a proxy on it. */
export function mayReadMetrics(headers: Headers, from: string): boolean {
	const token = setting('SAYSO_METRICS_TOKEN');
	if (!token) return LOOPBACK.test(from) && !headers.has('x-forwarded-for') && !headers.has('forwarded');
	return timingSafeEqual(hashed(headers.get('authorization') ?? ''), hashed(`Bearer ${token}`));
}
