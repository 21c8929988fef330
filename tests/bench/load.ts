import { Agent, request } from 'node:http';

/** Requests a second, answered with 200, over so many connections for so many milliseconds. This machine only. */
export async function throughput(
	address: string,
	headers: Record<string, string> = {},
	milliseconds = 1500,
	connections = 10
): Promise<number> {
	const { hostname } = new URL(address);
	if (hostname !== '127.0.0.1') throw new Error('only this machine');
	const agent = new Agent({ keepAlive: true, maxSockets: connections });
	const began = performance.now();
	let answered = 0;
	const user = async () => {
		// Bounded in time and, should the clock fail, in number.
		for (let tries = 0; tries < 20_000 && performance.now() - began < milliseconds; tries++) {
			const status = await get(address, headers, agent);
			if (status !== 200) throw new Error(`${status} from ${address}`);
			answered++;
		}
	};
	await Promise.all(Array.from({ length: connections }, user));
	agent.destroy();
	return (answered * 1000) / (performance.now() - began);
}

function get(address: string, headers: Record<string, string>, agent: Agent): Promise<number> {
	return new Promise((resolve, reject) => {
		const asked = request(address, { agent, headers }, (response) => {
			response.resume().once('end', () => resolve(response.statusCode ?? 0));
		});
		asked.once('error', reject).end();
	});
}

/** Two addresses measured turn by turn, so that what else the machine does meets both; medians, and their ratio. */
export async function paired(one: () => Promise<number>, other: () => Promise<number>, rounds = 5) {
	await one();
	await other(); // both warm
	const pairs: [number, number][] = [];
	for (let round = 0; round < rounds; round++) {
		// Who goes first changes.
		if (round % 2) pairs.push([await one(), await other()]);
		else pairs.push(([await other(), await one()] as [number, number]).reverse() as [number, number]);
	}
	return {
		one: median(pairs.map(([first]) => first)),
		other: median(pairs.map(([, second]) => second)),
		ratio: median(pairs.map(([first, second]) => first / second))
	};
}

const median = (numbers: number[]): number => numbers.toSorted((a, b) => a - b)[Math.floor(numbers.length / 2)]!;
