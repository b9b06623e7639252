import { KeysButton } from '@/components/keys/keys-button'

/** Opens the list of keys. */
export function QueueKeys() {
  return <KeysButton />
}
