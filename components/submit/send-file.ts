import type { Delivery, SendOutcome } from './delivery'
import { sendDirect } from './send-direct'
import { sendResumable } from './send-resumable'
import { sendToUploadThing } from './send-to-uploadthing'

/** How a file gets in: in one request, in pieces that go on after a break, or straight to the media store at UploadThing. */
export type Way = 'direct' | 'resumable' | 'uploadthing'

interface Sending {
  sizeBytes: number
  /** The most that is sent in one request, as long as it may lie here in pieces. */
  directBytes: number
  /** The connection broke off before. */
  broke: boolean
  zeroRetention: boolean
  /** Who takes what may be kept. */
  store: Store
}

/** Who takes a file: the server, or the media store itself. */
export type Store = 'server' | 'uploadthing'

/**
 * In pieces when the file is larger than one request may be, and after the connection broke off. What must not be kept always
 * goes to this server in one request, which seals it as it arrives: pieces, and the store, would have it as it is.
 */
export function chooseWay({ sizeBytes, directBytes, broke, zeroRetention, store }: Sending): Way {
  if (zeroRetention) return 'direct'
  if (store === 'uploadthing') return 'uploadthing'
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
