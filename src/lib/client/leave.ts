/** Presses of one key that mean "leave", and how close together. */
const PRESSES = 3;
const WITHIN_MS = 2000;

/**
 * Calls `leave` when Escape or Shift is pressed three times within two seconds, as on other services with such a way
 * out. Returns how to stop listening.
 */
export function onLeaveKeys(leave: () => void): () => void {
	let pressed: { key: string; at: number }[] = [];
	const listen = ({ key, repeat, timeStamp: at }: KeyboardEvent) => {
		if (repeat) return;
		if (key !== 'Escape' && key !== 'Shift') return void (pressed = []);
		pressed = [...pressed.filter((before) => before.key === key && at - before.at < WITHIN_MS), { key, at }];
		if (pressed.length >= PRESSES) leave();
	};
	addEventListener('keydown', listen);
	return () => removeEventListener('keydown', listen);
}
