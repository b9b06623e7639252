import { expect, test } from 'vitest'
import { readFields } from '@/lib/http/read-fields'
import { expectRefusal } from '../support/refusals'

const sent = (type: string | null, body?: BodyInit, search = '') =>
  new Request(`http://x/api/v2/detect${search}`, {
    method: 'POST',
    ...(body !== undefined && { body }),
    headers: type === null ? {} : { 'content-type': type },
  })
const utf16 = (text: string) => new Uint8Array(Buffer.from(text, 'utf16le'))

test('JSON, a form, a multipart form and a query string say the same', async () => {
  const form = new FormData()
  form.set('a', 'é')
  for (const request of [
    sent('application/json', '{"a":"é"}'),
    sent('Application/JSON ; charset="UTF-8"', '{"a":"é"}'),
    sent('application/vnd.api+json', '\ufeff{"a":"é"}'),
    sent('application/x-www-form-urlencoded', 'a=%C3%A9'),
    sent('application/x-www-form-urlencoded; charset=us-ascii', 'a=%C3%A9'),
    new Request('http://x/', { method: 'POST', body: form }),
    sent(null, undefined, '?a=%C3%A9'),
    sent('application/json', '  ', '?a=%C3%A9'),
  ]) {
    expect(await readFields(request)).toEqual({ a: 'é' })
  }
})

test('the body wins over the query, the last of several over the first', async () => {
  expect(await readFields(sent('application/json', '{"a":1}', '?a=2&b=3&b=4'))).toEqual({ a: 1, b: '4' })
})

test('names that mean something to JavaScript are names', async () => {
  const fields = await readFields(sent('application/json', '{"__proto__":{"a":1},"constructor":2}', '?toString=x'))
  expect(Object.keys(fields).sort()).toEqual(['__proto__', 'constructor', 'toString'])
  expect(({} as { a?: number }).a).toBeUndefined()
})

test.each([
  ['half a JSON text', sent('application/json', '{"a":'), /not valid JSON/],
  ['a list', sent('application/json', '[1]'), /no object/],
  ['null', sent('application/json', 'null'), /no object/],
  ['JSON as deep as it fits', sent('application/json', `{"a":${'['.repeat(9000)}${']'.repeat(9000)}}`), /32 levels/],
  ['bytes that are no UTF-8', sent('application/json', new Uint8Array([123, 34, 255, 34, 125])), /not UTF-8/],
  ['UTF-16', sent('application/json; charset=utf-16le', utf16('{"a":1}')), /UTF-?8|JSON|utf-16le/],
  ['another charset', sent('application/json; charset=iso-8859-1', '{"a":1}'), /iso-8859-1 cannot be read/],
  ['text', sent('text/plain', 'a=1'), /type “text\/plain” cannot be read/],
  ['a body of no type', sent(null, new Uint8Array([97])), /type “unknown” cannot be read/],
  ['XML', sent('application/xml', '<a/>'), /application\/xml/],
  ['more than 64 KB', sent('application/json', `{"a":"${'x'.repeat(70_000)}"}`), /larger than 64 KB/],
  ['a form that breaks off', sent('multipart/form-data; boundary=x', '--x\r\nContent-Disposition: form'), /multipart/],
  ['a form without a boundary', sent('multipart/form-data', '--x--'), /multipart/],
  ['a form with more than 64 KB', sent('multipart/form-data; boundary=x', 'x'.repeat(70_000)), /larger than 64 KB/],
])('%s is refused in a sentence', async (_, request, says) => {
  await expectRefusal(readFields(request), 'bad_request', says)
})

test('a file is refused where none is taken', async () => {
  const form = new FormData()
  form.set('type', 'correct')
  form.set('file', new Blob(['x']), 'x.png')
  const request = new Request('http://x/', { method: 'POST', body: form })
  await expectRefusal(readFields(request), 'bad_request', /takes no file/)
})
