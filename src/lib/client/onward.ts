import { beforeNavigate, goto } from '$app/navigation';

/**
 * For a page that goes on by itself once something is done: only whoever is still there is taken along, and nobody who has
 * meanwhile gone back, to check, or for help. Called while a component is made, it returns what to call as the work begins;
 * that returns what to call instead of `goto`, which is false when somebody has gone elsewhere.
 */
export function useOnward() {
	let moves = 0;
	beforeNavigate(() => void moves++);
	return () => {
		const before = moves;
		return async (...to: Parameters<typeof goto>): Promise<boolean> => {
			if (moves !== before) return false;
			await goto(...to);
			return true;
		};
	};
}
