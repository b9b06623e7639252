import type { Delivery, SendOutcome } from './delivery'
import { sendDirect } from './send-direct'
import { sendResumable } from './send-resumable'
import { sendToUploadThing } from './send-to-uploadthing'

/** How a file gets in: in one request, in pieces that go on after a break, or straight to the media store at UploadThing. */
export type Way = 'direct' | 'resumable' | 'uploadthing'

/** In pieces when the file is larger than one request may be, and after the connection broke off. */
export function chooseWay(sizeBytes: number, directBytes: number, broke: boolean): Way {
  return broke || sizeBytes > directBytes ? 'resumable' : 'direct'
}

/** Sends a file the chosen way. Never rejects; an abort resolves as a retryable failure. */
export async function sendFile(way: Way, delivery: Delivery): Promise<SendOutcome> {
  switch (way) {
    case 'direct':
      return sendDirect(delivery)
    case 'resumable':
      return sendResumable(delivery)
    case 'uploadthing':
      return sendToUploadThing(delivery)
    default:
      return way satisfies never
  }
}
