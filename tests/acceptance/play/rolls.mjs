// The rolls of large groups: a party of known size beyond fifty has a roll of
// its own, whose members answer and sign one by one.

const AT_ONCE = 200;
const MOST_IN_DISPUTE = 50;

/** Groups that are kept as a roll: large, of known size, taking part. */
const rolled = (plan) => plan.parties.filter((p) =>
  p.kind === 'group' && p.joined && p.size !== null && p.size > MOST_IN_DISPUTE);

/** Equal parts of what is claimed; the last member has the rest. */
function shares(total, size) {
  const part = Math.floor(total / size);
  return Array.from({ length: size }, (_, i) => (i === size - 1 ? total - part * (size - 1) : part));
}

const batches = (list) => Array.from({ length: Math.ceil(list.length / AT_ONCE) },
  (_, i) => list.slice(i * AT_ONCE, (i + 1) * AT_ONCE));

async function must(reply) {
  if (reply.status !== 200) throw new Error(`roll: ${reply.status} ${reply.text}`);
  return reply.json;
}

export class Rolls {
  constructor(dispute) {
    this.dispute = dispute;
    this.of = new Map(); // party key -> { group, size }
  }

  client(actor) {
    return this.dispute.fixture.client(actor);
  }

  /** Each command rests on the roll as it stands; some must. */
  async tell(actor, roll, name, body) {
    const client = this.client(actor);
    const path = `/api/v1/groups/${roll.group}`;
    const { version } = await must(await client.get(path));
    return must(await client.post(`${path}/commands/${name}`, body, { headers: { 'If-Match': `"${version}"` } }));
  }

  /** After registration: each roll is founded and filled. */
  async found(item) {
    const { dispute } = this;
    for (const party of rolled(dispute.plan)) {
      const no = dispute.party(party.key);
      await must(await this.client(item.actor).post(
        `/api/v1/disputes/${dispute.id}/commands/found-group`, { party: no, ...dispute.frame(item) }));
      await dispute.settle();
      await dispute.refresh(item.actor);
      const { group } = dispute.state.group.find((g) => g.party === no);
      const roll = { group, size: party.size, signed: false };
      this.of.set(party.key, roll);
      const amounts = shares(dispute.state.owed ?? dispute.state.claim ?? 0, party.size);
      const members = amounts.map((amount, i) => ({ name: `${party.name}第${i + 1}人`, amount }));
      for (const some of batches(members)) await this.tell(item.actor, roll, 'add-members', { members: some });
      await this.tell(item.actor, roll, 'elect-representatives', {
        elected: party.representatives.map((_, i) => i + 1),
        votes: [{ manner: 'written', n: party.size }],
      });
      await dispute.settle();
    }
  }

  /** Before a group signs: each member says yes and signs for himself. */
  async sign(item) {
    const roll = this.of.get(item.args?.party);
    if (item.command !== 'sign-agreement' || !roll || roll.signed) return;
    const all = Array.from({ length: roll.size }, (_, i) => i + 1);
    for (const some of batches(all)) {
      await this.tell(item.actor, roll, 'record-answers', {
        question: 'offer', answers: some.map((member) => ({ member, answer: 'agrees', manner: 'written' })),
      });
      await this.tell(item.actor, roll, 'sign-members', { how: 'thumbprint', members: some });
    }
    roll.signed = true;
    await this.dispute.settle();
  }
}
