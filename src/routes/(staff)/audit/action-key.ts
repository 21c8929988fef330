/** The words of a kind of event: 'review.recorded' is `audit:actions.review.recorded`. */
export function actionKey(action: string): string {
	const [noun, verb] = action.split('.') as [string, string];
	return `audit:actions.${noun}.${verb}`;
}
