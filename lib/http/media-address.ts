// Callbacks carry it too, and they are no door.
export { mediaAddress } from '@/lib/media/media-address'
