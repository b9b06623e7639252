import { expect } from 'vitest'
import { type Answer, type Ask, call } from './client'

/** One request that must be refused. */
export interface Refusal {
  /** What is wrong with it. */
  name: string
  ask: Ask | (() => Ask | Promise<Ask>)
  says: RegExp
  status?: number
  /** The field that `errors` must name. */
  field?: string
}

/** Sends it and holds the refusal to its status, sentence and field; the client holds it to the contract. */
export async function refuse(
  method: string,
  path: string,
  { ask, says, status = 400, field }: Refusal,
): Promise<Answer> {
  const answer = await call(method, path, typeof ask === 'function' ? await ask() : ask)
  expect({ status: answer.status, message: answer.body?.message }).toEqual({
    status,
    message: expect.stringMatching(says),
  })
  if (field !== undefined) expect(Object.keys(answer.body.errors ?? {})).toContain(field)
  return answer
}
