declare module 'd3-scale' {
	interface Linear {
		(value: number): number;
		ticks(count: number): number[];
	}
	export function scaleLinear(domain: [number, number], range: [number, number]): Linear;
}
