import type { Metadata } from 'next'
import { fileSize } from '@/components/case/media-words'
import { Fact, Facts } from '@/components/settings/facts'
import { StorePlaces } from '@/components/settings/store-places'
import { StoreTester } from '@/components/settings/store-tester'
import { storeSettings, storeTitles } from '@/components/settings/store-words'
import { Page } from '@/components/shell/page'
import { PermissionDenied } from '@/components/shell/permission-denied'
import { may } from '@/lib/access/permissions'
import { authorisePage, requireMember } from '@/lib/access/session'
import { env } from '@/lib/env'
import { readStores } from '@/lib/stores/read-stores'
import { testStoreAction } from './actions'

export const metadata: Metadata = { title: 'Media store' }

export default async function StorePage() {
  const member = await requireMember('/settings/store')
  if (!authorisePage(member, 'store.read')) {
    return <PermissionDenied title="Media store" permission="store.read" role={member.role} />
  }
  const { places, region, freeMegabytes } = await readStores(member, {})
  const store = env().MEDIA_STORE
  return (
    <Page title="Media store" description="Where media lies, how much of this team’s lies there, and whether it works.">
      <div className="grid gap-8">
        <Facts>
          <Fact name="New media goes to">
            {storeTitles[store]}
            {places[0]?.where && <span className="block break-all text-muted-foreground">{places[0].where}</span>}
            {region && <span className="block text-muted-foreground">Region {region}</span>}
          </Fact>
          <Fact name="Free on this server">
            {freeMegabytes === null ? 'It cannot be told.' : fileSize(freeMegabytes * 2 ** 20)}
            {store !== 'disk' && (
              <span className="block text-muted-foreground">Files arrive here first, and are analysed here.</span>
            )}
          </Fact>
        </Facts>
        <section aria-labelledby="places" className="grid gap-3">
          <h2 id="places" className="text-base font-semibold tracking-tight">
            What lies where
          </h2>
          <StorePlaces places={places} />
          <p className="max-w-prose text-[0.8125rem] text-pretty text-muted-foreground">
            Originals, previews and maps, without what was deleted. A change of the store moves nothing: what lies in
            another stays there, and can be opened for as long as its settings are kept.
          </p>
        </section>
        {may(member, 'store.test') && (
          <section aria-labelledby="test" className="grid gap-3">
            <h2 id="test" className="text-base font-semibold tracking-tight">
              Does it work?
            </h2>
            <StoreTester test={testStoreAction} />
          </section>
        )}
        <section aria-labelledby="environment" className="grid gap-3">
          <h2 id="environment" className="text-base font-semibold tracking-tight">
            How to change it
          </h2>
          <p className="max-w-prose text-sm text-pretty text-muted-foreground">
            The store is the whole server’s, not one team’s: whoever runs it sets these in its environment and starts it
            again.
          </p>
          <Facts>
            <Fact name="MEDIA_STORE">Which store takes new media: disk, s3 or uploadthing. Now: {store}.</Fact>
            {storeSettings[store].map(({ name, says }) => (
              <Fact key={name} name={name}>
                {says}
              </Fact>
            ))}
          </Facts>
        </section>
      </div>
    </Page>
  )
}
