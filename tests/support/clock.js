/*
 * Loaded first (`node --import`), this moves the whole process to the day in SAYSO_TODAY at the present time of day:
 * sessions, codes and dates agree, and what passes today passes in ten years.
 */
const { SAYSO_TODAY } = process.env;

if (SAYSO_TODAY) {
	const Real = Date;
	const shift = Real.parse(SAYSO_TODAY) + (Real.now() % 86_400_000) - Real.now();
	const now = () => Real.now() + shift;
	globalThis.Date = new Proxy(Real, {
		construct: (target, args, self) => Reflect.construct(target, args.length ? args : [now()], self),
		apply: (target) => new target(now()).toString(),
		get: (target, name) => (name === 'now' ? now : Reflect.get(target, name))
	});
}
