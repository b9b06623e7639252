'use client'

import { SwitchField } from '@/components/settings/switch-field'
import { setSingleKeys, useSingleKeys } from './preference'

/** Whether this browser listens for single keys at all. */
export function SingleKeysSwitch() {
  return (
    <SwitchField
      id="single-keys"
      label="Use single-key shortcuts in this browser"
      hint="Switch them off if you speak to your computer or share it: then a letter pressed by accident does nothing. Takes effect at once."
      checked={useSingleKeys()}
      disabled={false}
      onChange={setSingleKeys}
    />
  )
}
