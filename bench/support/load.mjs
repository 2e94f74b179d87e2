import autocannon from 'autocannon';
import { percentile } from './figures.mjs';

/**
 * So many connections send requests one after the other for so many seconds. Each connection goes round requests of its own,
 * or round all of them where there are fewer than connections.
 * @throws Error when one answer was not the one expected: a fast error page is not a fast page.
 */
export async function load(url, { requests, expected, connections, seconds }) {
  const times = [];
  let clients = 0;
  const running = autocannon({
    url,
    connections,
    duration: seconds,
    setupClient: (client) => {
      const mine = clients++ % connections;
      const own = requests.filter((_, index) => index % connections === mine);
      client.setRequests(own.length > 0 ? own : requests);
    },
  });
  // Its own histogram knows whole milliseconds only.
  running.on('response', (_client, _status, _bytes, time) => times.push(time));
  const result = await running;
  const statuses = Object.keys(result.statusCodeStats).filter((status) => status !== String(expected));
  if (result.errors + result.timeouts > 0) throw new Error(`${requests[0].path}: ${result.errors} errors, ${result.timeouts} timeouts`);
  if (statuses.length > 0) throw new Error(`${requests[0].path} answered ${statuses.join(', ')} instead of ${expected}`);
  if (times.length === 0) throw new Error(`${requests[0].path} was never answered`);
  times.sort((a, b) => a - b);
  return { rate: times.length / result.duration, p50: percentile(times, 50), p99: percentile(times, 99) };
}
