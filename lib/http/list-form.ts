import { DocketError } from '@/lib/errors'
import type { importList } from '@/lib/known/import-list'
import { listedAs } from '@/lib/known/read-list'
import { decodeText, readBytes } from '@/lib/media/read-body'

/** The largest list, with the form around it. A hundred thousand entries with short labels have a third of that. Bytes. */
const maxBytes = 48 * 2 ** 20

/** A list of known media as its form sends it; whether it can be read is for who keeps it to say. Throws `bad_request`. */
export async function readListForm(request: Request): Promise<Parameters<typeof importList>[1]> {
  const bytes = await readBytes(request, maxBytes)
  const headers = { 'content-type': request.headers.get('content-type') ?? '' }
  const form = await new Response(bytes, { headers }).formData().catch((cause: unknown) => {
    throw new DocketError('bad_request', 'The form did not arrive whole, so nothing was kept. Send it again.', {
      cause,
    })
  })
  const field = (name: string) => {
    const value = form.get(name)
    return typeof value === 'string' ? value : ''
  }
  const file = form.get('file')
  if (!(file instanceof Blob)) {
    throw new DocketError('bad_request', 'No file came with the form.', { fields: { file: ['choose a file'] } })
  }
  const text = decodeText(new Uint8Array(await file.arrayBuffer()))
  const otherwise = listedAs.find((word) => word === field('otherwise'))
  if (!otherwise) {
    throw new DocketError('bad_request', 'Choose what its entries are.', { fields: { otherwise: ['choose one'] } })
  }
  return { name: field('name'), source: field('source'), licence: field('licence'), otherwise, text }
}
