import { expect, test } from 'vitest'
import { readListForm } from '@/lib/http/list-form'
import { expectRefusal } from '../support/refusals'

function request(fields: Record<string, string>, file?: Blob): Request {
  const form = new FormData()
  for (const [name, value] of Object.entries(fields)) form.set(name, value)
  if (file) form.set('file', file)
  return new Request('http://docket.test/api/known-media', { method: 'POST', body: form })
}

const list = new Blob(['hash\n'])

test('a list’s form is read with its file', async () => {
  const read = await readListForm(request({ name: 'Partners', source: 's', licence: 'l', otherwise: 'fake' }, list))
  expect(read).toEqual({ name: 'Partners', source: 's', licence: 'l', otherwise: 'fake', text: 'hash\n' })
})

test('no file, no choice, no UTF-8 and no form are refused', async () => {
  await expectRefusal(readListForm(request({ otherwise: 'fake' })), 'bad_request')
  await expectRefusal(readListForm(request({ otherwise: 'other' }, list)), 'bad_request')
  await expectRefusal(
    readListForm(request({ otherwise: 'fake' }, new Blob([new Uint8Array([0xff, 0xfe])]))),
    'bad_request',
  )
  const bare = new Request('http://docket.test/api/known-media', { method: 'POST', body: 'hash' })
  await expectRefusal(readListForm(bare), 'bad_request')
})
