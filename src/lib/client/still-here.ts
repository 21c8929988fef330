import { beforeNavigate } from '$app/navigation';

/**
 * For a page that goes on by itself once something is done: only whoever is still there is taken along, and nobody who has
 * meanwhile gone back, to check, or for help. Called while a component is made, it returns what to call as the work begins;
 * that returns what tells, when the work is done, whether they are still here.
 */
export function useStillHere(): () => () => boolean {
	let moves = 0;
	beforeNavigate(() => void moves++);
	return () => {
		const before = moves;
		return () => moves === before;
	};
}
