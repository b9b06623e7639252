import { DocketError } from '@/lib/errors'

/** A page of records in the contract's envelope. */
export function pageAnswer(paging: { page: number; pageSize: number }, total: number, items: unknown[]): Response {
  const { page, pageSize } = paging
  const envelope = { success: true, page, num_pages: Math.ceil(total / pageSize), page_size: pageSize }
  return Response.json({ ...envelope, total_count: total, items })
}

/** One record in its envelope; a missing one as the contract has it for these lists (detect-api.md, section 3). */
export async function oneAnswer(read: () => Promise<unknown>): Promise<Response> {
  try {
    return Response.json({ success: true, item: await read() })
  } catch (error) {
    if (!(error instanceof DocketError) || error.code !== 'not_found') throw error
    const message = 'Not found'
    return Response.json({ success: false, item: null, message, error: message }, { status: 404 })
  }
}
