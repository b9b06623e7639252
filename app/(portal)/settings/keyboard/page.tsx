import type { Metadata } from 'next'
import { KeyboardForm } from '@/components/keys/keyboard-form'
import { SingleKeysSwitch } from '@/components/keys/single-keys-switch'
import { Page } from '@/components/shell/page'
import { PermissionDenied } from '@/components/shell/permission-denied'
import { authorisePage, requireMember } from '@/lib/access/session'
import { readKeys } from '@/lib/desk/read-keys'
import { setKeysAction } from './actions'

export const metadata: Metadata = { title: 'Keyboard' }

export default async function KeyboardPage() {
  const member = await requireMember('/settings/keyboard')
  if (!authorisePage(member, 'preference.set')) {
    return <PermissionDenied title="Keyboard" permission="preference.set" role={member.role} />
  }
  const own = await readKeys(member, {})
  return (
    <Page
      title="Keyboard"
      description="One key, one use, on every page. Choose keys of your own; nobody else’s change with them."
      width="narrow"
    >
      <section aria-label="In this browser" className="mb-6 rounded-lg border bg-card px-4 py-4 shadow-xs sm:px-5">
        <SingleKeysSwitch />
      </section>
      <KeyboardForm own={own} save={setKeysAction} />
    </Page>
  )
}
