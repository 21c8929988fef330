import { inkOf, pathOf, simpler, type Point, type Stroke } from '#lib/domain/doodle.ts';

/** Less than this is no drawing: as the server has it. */
const ENOUGH_INK = 130;
const MOST_STROKES = 80;

/** A sheet that is drawn on: the lines that are there, and those that fingers are drawing now. */
export class Sheet {
	strokes: Stroke[] = $state.raw([]);
	#drawing: Record<number, Stroke> = $state({});

	begin(finger: number, ink: number, at: Point): void {
		if (this.strokes.length < MOST_STROKES) this.#drawing[finger] = { ink, points: [at] };
	}

	go(finger: number, at: Point): void {
		const line = this.#drawing[finger];
		const last = line?.points.at(-1);
		if (line && last && Math.hypot(at[0] - last[0], at[1] - last[1]) >= 2)
			this.#drawing[finger] = { ...line, points: [...line.points, at] };
	}

	end(finger: number): void {
		const line = this.#drawing[finger];
		if (!line) return;
		delete this.#drawing[finger];
		this.strokes = [...this.strokes, { ...line, points: simpler(line.points.length > 1 ? line.points : twice(line)) }];
	}

	undo(): void {
		this.strokes = this.strokes.slice(0, -1);
	}

	clear(): void {
		this.strokes = [];
	}

	get isEnough(): boolean {
		return inkOf(this.strokes) >= ENOUGH_INK;
	}

	/** As it is seen now. */
	get shown(): { ink: number; path: string }[] {
		return [...this.strokes, ...Object.values(this.#drawing)].map((line) => ({ ink: line.ink, path: pathOf(line) }));
	}
}

/** A dot is a line that goes nowhere. */
const twice = ({ points: [dot] }: Stroke): Point[] => [dot!, dot!];
