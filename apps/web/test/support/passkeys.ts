import type { CDPSession, Page } from 'playwright-core'

/** A device that makes and uses passkeys on a page, through Chromium's virtual authenticator. */
export interface Device {
  /** How many passkeys it holds. */
  count(): Promise<number>
  /** From now on nobody touches it, or its person is verified again. */
  verify(isVerified: boolean): Promise<void>
  /** Nobody answers for it from now on: what is asked is for another device. */
  putAway(): Promise<void>
  /** It answers again. */
  takeBack(): Promise<void>
}

/** Puts a device with its own passkeys beside a page: one that always says yes for its person. */
export async function giveDevice(
  page: Page,
  { transport = 'internal' }: { readonly transport?: 'internal' | 'usb' } = {},
): Promise<Device> {
  const session: CDPSession = await page.context().newCDPSession(page)
  await session.send('WebAuthn.enable')
  const { authenticatorId } = await session.send('WebAuthn.addVirtualAuthenticator', {
    options: {
      protocol: 'ctap2',
      transport,
      hasResidentKey: true,
      hasUserVerification: true,
      isUserVerified: true,
      automaticPresenceSimulation: true,
    },
  })
  const answering = async (enabled: boolean) => {
    await session.send('WebAuthn.setAutomaticPresenceSimulation', { authenticatorId, enabled })
  }
  return {
    async count() {
      return (await session.send('WebAuthn.getCredentials', { authenticatorId })).credentials.length
    },
    async verify(isUserVerified) {
      await session.send('WebAuthn.setUserVerified', { authenticatorId, isUserVerified })
    },
    putAway: () => answering(false),
    takeBack: () => answering(true),
  }
}
