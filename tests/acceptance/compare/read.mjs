// What is read of a dispute when its story is over: by GET, as another person
// of the body that acted last.

const path = (id) => `/api/v1/disputes/${id}`;

/** {dispute, timeline, clocks, etags}; throws if any of them may not be read. */
export async function readBack(dispute, actor) {
  const client = dispute.fixture.client(actor);
  const read = async (end) => {
    const reply = await client.get(path(dispute.id) + end);
    if (reply.status !== 200) throw new Error(`GET ${end || 'dispute'} by ${actor.body}: ${reply.status}`);
    return reply;
  };
  const whole = await read('');
  const line = await read('/timeline?limit=500');
  const clocks = await read('/clocks');
  return {
    id: dispute.id, dispute: whole.json, state: whole.json.state ?? {},
    timeline: line.json.items.map((i) => ({ position: i.position, ...i.event })),
    clocks: clocks.json.items, etags: [whole.etag, line.etag, clocks.etag],
  };
}
