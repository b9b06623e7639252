import { afterAll, beforeAll, beforeEach } from 'vitest'
import { closeAgents } from '@/lib/detect/detectors/remote-agent'
import { type CallbackDoor, openCallbackDoor } from './callback-door'
import { type HostedApi, startHostedApi } from './hosted-api'
import { makeTeam, type TestTeam } from './people'
import { chooseDetectors, connectInstance, disconnectInstance } from './remote-detector'

export interface RemoteDesk {
  /** New for each test; its detections end when told to. */
  api: HostedApi
  /** Where it reports to. */
  door: CallbackDoor
  /** Has its cases analysed there. */
  team: TestTeam
}

/** A team whose cases are analysed by a stand-in of the hosted service that calls back, over real HTTP both ways. */
export function useRemoteDesk(): RemoteDesk {
  const desk = {} as RemoteDesk
  beforeAll(async () => {
    desk.door = await openCallbackDoor()
    desk.team = await makeTeam()
    await chooseDetectors(desk.team.admin, 'remote')
  })
  beforeEach(async () => {
    const api = await startHostedApi({ finishAfter: null })
    desk.api = api
    connectInstance(api)
    desk.door.shut(false)
    return () => api.stop()
  })
  afterAll(async () => {
    disconnectInstance()
    await closeAgents()
    await desk.door.stop()
  })
  return desk
}
