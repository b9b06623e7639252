import { expect, test } from 'vitest'
import { checkAnswer, contract, ownRulebook } from './check-answer'
import { call, desk, detectAndWait } from './client'
import { relaxations } from './relaxations'
import { png } from './samples'

/** Billing is the hosted API's alone (detect-api.md, section 3), and so are its plans' limits. */
const hostedOnly = new Set(['POST /detect 402', 'POST /detect/batch 402', 'POST /detect/batch 403'])

test('the server’s own document has every call and every status of the published contract', async () => {
  const own = await ownRulebook()
  const missing = Object.entries(contract.document.paths).flatMap(([path, calls]) =>
    Object.entries(calls).flatMap(([method, { responses }]) =>
      Object.keys(responses ?? {})
        .filter((status) => !(status in (own.document.paths[path]?.[method]?.responses ?? {})))
        .map((status) => `${method.toUpperCase()} ${path} ${status}`),
    ),
  )
  expect(missing.filter((one) => !hostedOnly.has(one))).toEqual([])
})

test('every relaxation gives its reason', () => {
  for (const { at, because } of relaxations) expect(because, at).toMatch(/section|decision|guessed/)
})

// biome-ignore lint/suspicious/noExplicitAny: answers are spoilt in every way.
const spoilt: [name: string, spoil: (body: any) => void, says: RegExp][] = [
  ['a dashed uuid', ({ item }) => (item.uuid = '0f1e2d3c-4b5a-4978-8796-a5b4c3d2e1f0'), /hex/],
  ['a date without milliseconds', ({ item }) => (item.created_at = '2026-11-23T01:02:03Z'), /milliseconds/],
  ['an unknown status', ({ item }) => (item.status = 'done'), /published contract.*status/s],
  ['a score as text', ({ item }) => (item.image_metrics.score = '0.5'), /published contract.*score/s],
  ['a label nobody knows', ({ item }) => (item.image_metrics.label = 'Maybe'), /own document/],
  ['an unknown modality', ({ item }) => (item.modality = 'smell'), /published contract/],
  ['a field left out', ({ item }) => delete item.file_deleted_at, /own document/],
  ['no metrics at all', ({ item }) => (item.metrics = null), /published contract/],
  ['half of the metrics of sound', ({ item }) => (item.metrics = { label: 'fake' }), /published contract/],
  ['success said as text', (body) => (body.success = 'true'), /success/],
]

test('what breaks the contract is caught by these tests', async () => {
  const { uuid } = await detectAndWait({ file: await png() })
  const answer = await call('GET', `/detect/${uuid}`)
  for (const [name, spoil, says] of spoilt) {
    const body = structuredClone(answer.body)
    spoil(body)
    const checking = checkAnswer({ method: 'GET', path: `/detect/${uuid}`, ...answer, body })
    await expect(checking, name).rejects.toThrow(says)
  }
  const refused = await call('GET', '/detect/nonsense', { key: desk.keys.read })
  for (const body of [{ success: false }, { ...refused.body, success: true }, { ...refused.body, error: 'else' }]) {
    await expect(checkAnswer({ method: 'GET', path: '/detect/nonsense', ...refused, body })).rejects.toThrow()
  }
  const crashed = { ...refused, status: 500 }
  await expect(checkAnswer({ method: 'GET', path: '/detect/nonsense', ...crashed })).rejects.toThrow(/server error/)
})
