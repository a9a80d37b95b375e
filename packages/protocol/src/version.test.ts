import { createHash } from 'node:crypto'
import { positionEventTypes } from '@samsyn/domain'
import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { errorBody, httpStatus } from './errors.ts'
import {
  liveEvent,
  liveEventName,
  livePath,
  meetingsEventName,
  notifiedEventName,
  pagesEvent,
  pagesEventName,
  proposalsEvent,
  proposalsEventName,
  rightsEventName,
  sessionEndedEventName,
  threadEvent,
  threadEventName,
} from './live.ts'
import type { Route } from './route-parts.ts'
import { fileRoutes, routes } from './routes.ts'
import {
  closeCodes,
  settlingCodes,
  syncMessage,
  syncModes,
  syncPath,
  syncPolling,
  updateRefusalCodes,
} from './sync.ts'
import { protocolVersion } from './version.ts'

/** Every version of the wire so far with its hash, oldest first. Rows are added and never edited once released. */
const versions: readonly (readonly [version: number, hash: string])[] = [
  [1, '9af1afb4cdbf013d31ddd237d039d5caccf88be09d9791a93c5916953074df60'],
  [2, '4cf2b6616dffc183b5802513c7b7d2f1dedf0b5a4fdba9eca631b4e3fa03bb85'],
  [3, '66522e4323fd0c4e59c0f5c79124c6a65f38c10dc202c6f1ddd895c315320ed1'],
  [4, 'bf80085532b055cbdbf11914513a3232831dd159f1440f13a51e5f05fcb9dd64'],
  [5, '9502f9ce595fd193c055719ded9e6b31315e06fe013d1a8fbb119498d8a5e95b'],
  [6, '347c855c567a62df19099b506184dffcd4fd32301dd9f5869943765844c56c92'],
  [7, 'a7c00d31898fcb65a78baf898bd055762c65b3722682289c49d17fd23c8bb165'],
  [8, '9563ee0c9196a762f8c0cc38f9f86e9dac2911c1f227ba2734079a379405bcbc'],
  [9, 'b96ef301e313374958f4faf85045cc8200ab58ab5cbea3fa1ca69d77aacebc86'],
  [10, '6653ec19e655f7d16db5cdecb60068828b9be43e002a049b9c4a75a6e94c120c'],
  [11, '9afe1ba140f7e6b07f266599b8e40b15fe29470e68183162d27dc77e0572a843'],
  [12, 'a1589e30bda2ea739ddad3619b55df9dbedf2a396a52fb71e8ea6bb32a10e684'],
  [13, '5668b47bcbfbd93256dd745a88e1041ba03d1ba0f033e6690d513529b289d9af'],
  [14, 'd43d99a0f12338db59e4d169eb84c04f44761857bccea7890c7e88c829b5ad20'],
  [15, '15a742527b0ddf4d8547554e27afad4c72931410b97b62150d1c9ad5127e42d3'],
  [16, '04174e9e99e29e5b7d968fc7f545f2323cdcda313bff165442cfd48d8eaf36fd'],
  [17, '8481076b85e822880b122b85fd9418b26c134decf0b398f9fbebe8353353f432'],
  [18, '8d5cbde68eb0e87ab10456a29264ca6438915a4357b7b550aeecd2f4b5e0013b'],
  [19, '9d9cec88d5dc8ebec50619195d7130c81405d39af545b8003845cd1ffa382e78'],
  [20, '9d95aaa58837fe45f96012dcfbacd1fab6a2289cf54dd52d882f49f2724cc697'],
  [21, '216b56d27eae9864697752a783455a8624316ed1e86e37e5b5a040364ebebeea'],
  [22, '256ddeabf3276d805a75ecced997cc981a9a0c5842ba32f694ba6757ee679ae5'],
  [23, '52e0a9ac3818061f649eca3c4c72968d870eaad145e7a7996a25fbc9dd072b0c'],
  [24, 'a012f116e47d691b99c804578c7a2423a3db8938cb3d7c27dec156da3137eaab'],
  [25, '28e550d5e0d6f9871fa7f1cb357b8850842a2732f8cd2517bd3776dec580a079'],
  [26, '75322a19430e390a864b4ae20dfc5aa2684c5ff1b0ab6e73e7fb50fd900156e5'],
  [27, '88b9bc0e3ce3aa2ed2104c181c5ee4a30c26feede627ada5d19f8e263580d40d'],
  [28, '1dd65cb9a0ad2483fc64fa4f3eddc5aa0e98ec192e586bfe0274e2423bf62f4a'],
  [29, '47e48c6fc156a032d105ac519e57a450621f329b2d012a422729b079556bacd8'],
  [30, '853af138a51227be5c0c0f8554f6c16f65788e662ee80087ca62acd25593ab51'],
  [31, '60f57fe06bde9dca1394b85584b49a1e3876f3b43997206acbe84cbf7d59d578'],
  [32, 'f04a1c816c1e0bb71533760ea997fb4f86f5b9034b81833283847349bbb61f6d'],
  [33, 'bac503ea640263fbc9eb0697d176ad6bb968454b891030df3e6e346329751438'],
  [34, 'bfdf5526f5e2084234d0293d3267d739c37805f2763a68d2dde45d0b36043ebf'],
  [35, 'd6e40bfb2063066c30ef2f57ca3de47968d3177deee87267bde3901d04904629'],
  [36, '72dafe3b5150f5f74937fe46924dad04d26c1f0a8dd989203f8e0c45840c640c'],
  [37, '56d133f7a3d4aa7d048067c35b57b09d372308a7f3206e3289c34f17a93a57a2'],
  [38, 'c43298eec64d2b48df3dbdccee4333a62b5bbcb00f398614d5a8a6d88d9adb6e'],
  [39, '814e21ec269cec279a259695a671fbed65ddf85f66d6bbbd1ae505a85934dab7'],
  [40, '799ead0297f73d63f42f0f0589e3c83b85eac30c7d4a5ca82449040d382a8d2f'],
  [41, 'e5a20d4ee2f5adb396daaea52aa7d06540de676bfd4edb05c72436270aff4810'],
  [42, 'e9e930b5cee9cdab8eb9c31d853d91a541e0e9a5c2c8eb066c7e68bdad38101d'],
  [43, '8fa3e42eafe6fe83beb682b77963f4762733c1313c88b2061b3067dcae43ab57'],
  [44, 'c6436288932e533bd905e951916c9964a0b3f2b38bec0445c998fa2079201887'],
  [45, '57c8d9f2dfd0abb070b313f92c1ee0b2e5ccc0590ed96e5f06be7810e9d0e1e3'],
  [46, 'e0253a86c41805b1d4630be4561a7f7a9c2de7a552b5250880cc9c8cd277177e'],
  [47, '4e3d375eaedb903576dbdc4bb6c5202e50fc7faf715b09d15776b58e75ed38ac'],
  [48, '073dba4d988b82724c32a271b02b1a5c2493f1aa5f08ceb5ad3d1144d0087302'],
  [49, 'dbf8fcb5f1cf9c7ada9edec76370c9cd1d26b14e1abaf2d9cbe8d6fdd7e44941'],
  [50, '2a452355c836cdc601be5ee8b493dac30b4cc903d3b590a1415e0455e3283b1f'],
  [51, 'f95dac0b99db3d72c278bd7a537980a9b6d071bc031c1a725e1e4651094dddac'],
  [52, '5f37ce231f28214c9b5c1be866132c296dfddd7f33d4f7f44c2471329c7f15fd'],
  [53, '8bb8673955656f49beeaf308fb6ef549a92794930f7c5931eefdda6c47ca9ba6'],
  [54, '7a126baa7519af903021df7ad8df629187c167c25f7375701e48af889986c75d'],
  [55, 'c265b49bcfa1ea8a135c5f82578b8dcb6f3c7e303a8db3141fd7323eb2b65ca3'],
  [56, 'd0879b74e61ff03b42b0a62ef63078f8163474dd457b485b76e6d4648cd79f7c'],
  [57, 'be006c5b14994ad737c2618a2dee483cfcd6b637221eb56bd5576085758d1bfb'],
  [58, 'f78aa54957003f9fd480ff6233b9c524a812baa6d1ddb5ab20077e43c602b870'],
  [59, 'd1357333317dcca99402a8af4e31aef13a023140c2f86fecc8139dfa67881602'],
  [60, 'e90554c2aa0b2010af6c1db855c01229caed35ed515f7199a4004eb4d87a6a8c'],
  [61, '358c8643483653ad9b79cef33f618bc103c72084d1f8183c36781b45250cef47'],
  [62, '3e7b141322095aeaff19bab1fb85aea7688c7ebaa501eddff7451add7b153c75'],
  [63, '3cb605c134c4ae40de99b5369f177918c5aacce1ee0c340eecf1fc0746deb48a'],
  [64, 'f2ed8247b687f31ef76af6e90012c05b71dc04f7875f742ab94ed96aa79520be'],
  [65, '848e67229b5019e856b557bb74070687caea61a0f195bab19cc4b85ab0d92dfd'],
  [66, 'c3bfbb236940bf619863a672da80c53028d1afa9afcbf207e314c2c2b6874774'],
  [67, '6e33e3d116453f75f47d8cce78720457159da04d4189388c51178c34d8806974'],
  [68, '8dd7b262f90357b9f97bd7b21b6a7ecbaf12d5c8d270e480c5cd7f4c9129002a'],
  [69, 'c99c2c60b2910fe2ee870078bdb4de1bdd5c1ebc4c9d4c046476716e5294e011'],
  [70, 'ffab2bc8cb84baeb7a98ef7581f5be5a40cb851ef685b88a1aea377b1687104e'],
  [71, '87688bbf3883744062dbe6e6d85dea2ff42cdadab8c7d4092eb3bb642e012fef'],
  [72, '6596feab3415b469c7935177eed5b2092774293a153d72d775bb72cf1409843b'],
  [73, 'da3d0e57b48df952aeb6c08c0de538e2300ba89408355ac62484f3b79991b1ed'],
  [74, '64107d824b6ae10fc23a891922699027814148ee0c1de3a2f45c2ffaa87f0941'],
  [75, 'e95d2258b0076736c74a977afededf557b290ed3ed1fb7b46592b7a77478f792'],
  [76, 'c5d246d6ccb901005bfddf00ea9de0af79eb6e2314261ddbc1f9c6e03f50b5cf'],
  [77, '6247e6f063740f1d6a6dc27c76049f5a757a581221fac462fe2f7b2a71fd8239'],
  [78, '82ae5449e05cc6853ac8765311dc788e1be2d4be17fc8bd8cb36e64e73172573'],
  [79, '257be1e942a1a6a5effaf318d3c01ab27f5288b1654ac003ddfc81ba9166842d'],
  [80, 'a9428e2cf708118c14df05997b6f2a8f05c2eefb4264b839e92a961677e3cd50'],
  [81, 'd5edd2a0b0621641daddcc82485834ed3b8dda2f4b832a225eb32d51ee20c013'],
  [82, '624e43e854cf6a1f6dd994b06eab80e0e20b98c6f22d186b436d08fbbc304f25'],
  [83, '6ead59cb7e663e8933c9a8c9d5096936992ef1b8c1ef8f484d454cfdc7893c7a'],
  [84, '1c910f88e0d21ae81ca4b1b0df99be5d139fdc9a68837d97c079ffa2da78c9bf'],
  [85, 'db0b0af0d57803772d736e7c6aaf5c20b7503c6cb9e964b7e2d22a3b742eef84'],
  [86, 'fe88409ce1629499f7ae10aea35ceb3aebf061e118fcc131f779d6bbc4973c94'],
  [87, 'c6bbe82e449769f5eb52fa75f71a8d2f3dbd0b67fdbbce24de3cfe6f748f8339'],
  [88, 'aaf758a5492a3ca43d88bb557a5f55f399f3ad2a7d93b222b9f84d3bc76f9a4f'],
  [89, '3e7ba30e212a0972dce68469d1603bdd1ed8d53c6b2b725345290e2e95ae4563'],
  [90, '67f63fe61465fce689bec002a96844d024deeb3ae3efe1270e7215e7a6d98e34'],
  [91, '7c1f48d0a798a30b858b450d3b0703df03de2738b85abb938239efefe3d19180'],
  [92, 'af8fd3ec40932f5aff73a8a0a905786c381f895160aecef1a564eb0054421f8c'],
  [93, 'aa424b1f1c627744ec5c2da8abcf310af97d4482fe1803d1d6982abf7bf63028'],
  [94, '53ae45256224636adae63e4c247600ef2c8392cb41437ff64d2b93c143abc3ad'],
  [95, 'a2952577598fe4dedf65e00b9f8569c175bad5e27b3c50c0db463f5602e2c2c4'],
  [96, '1cedbc7c26d63c9339e6963f601aba092509e813c576d8ab92fb4c01afd4af08'],
  [97, 'fe4b876c2ec582737ac6747ec299bf655ee6229a187936a2e909089d4840e258'],
  [98, '171c21625b5c1212b07f29e143822040c3695fb0100d284c0dc0fd6ded2471e6'],
  [99, 'f877cb01086bce35af0361f75a56e658d9f4a0cc3e5cceae52046f4d1005c036'],
  [100, '6b41fca703e43ffb7fb3556cab1e9964237d7bdc4cbfed0f16d5051662b6eb1b'],
  [101, '603da0b52329263ebb262ee20187135f274d269f81c5193aa2812195aaed9513'],
  [102, 'd6ee14b468fee7f4371e456bb6063d568bd298b686392909cca8db766615107f'],
  [103, '2deec8c90445c88c18d785effe56a3f8f0ee6989a127ef303ebcd01abf861ace'],
]

describe('[P12] the version of the wire', () => {
  it('goes up with every change of it', () => {
    const hash = wireHash()
    const [version, known] = versions.at(-1) ?? []
    const advice = `The wire has changed: raise protocolVersion and add [${(version ?? 0) + 1}, '${hash}'] to the versions`
    expect(hash, advice).toBe(known)
    expect(protocolVersion, advice).toBe(version)
  })

  it('counts from 1 without gaps, and no version is as one before', () => {
    expect(versions.map(([version]) => version)).toEqual(versions.map((_row, index) => index + 1))
    expect(new Set(versions.map(([, hash]) => hash)).size).toBe(versions.length)
  })

  it('sees a change in any part of it', () => {
    const before = digest(wire())
    for (const part of Object.keys(wire())) {
      expect(digest({ ...wire(), [part]: 'changed' }), part).not.toBe(before)
    }
    const { listForums, ...fewer } = routes
    expect(digest({ ...wire(), routes: described(fewer) })).not.toBe(before)
    const renamed = { ...routes, listForums: { ...listForums, path: '/fora' } }
    expect(digest({ ...wire(), routes: described(renamed) })).not.toBe(before)
    const narrowed = { ...routes, listForums: { ...listForums, response: z.array(z.string()) } }
    expect(digest({ ...wire(), routes: described(narrowed) })).not.toBe(before)
  })
})

function wireHash(): string {
  return digest(wire())
}

function wire() {
  return {
    routes: described(routes),
    files: Object.entries(fileRoutes).map(([name, { params, query, summary: _onlyWords, ...plain }]) => ({
      name,
      ...plain,
      params: schemaOf(params),
      query: schemaOf(query),
    })),
    errors: { httpStatus, body: schemaOf(errorBody) },
    live: {
      liveEventName,
      sessionEndedEventName,
      livePath,
      event: schemaOf(liveEvent),
      positionEventTypes,
      threadEventName,
      threadEvent: schemaOf(threadEvent),
      pagesEventName,
      pagesEvent: schemaOf(pagesEvent),
      proposalsEventName,
      proposalsEvent: schemaOf(proposalsEvent),
      meetingsEventName,
      notifiedEventName,
      rightsEventName,
    },
    sync: { syncPath, syncPolling, syncMessage, syncModes, updateRefusalCodes, settlingCodes, closeCodes },
  }
}

function described(described: Readonly<Record<string, Route>>) {
  return Object.entries(described).map(([name, route]) => {
    const { params, query, body, response, summary: _onlyWords, ...plain } = route
    return {
      name,
      ...plain,
      params: schemaOf(params),
      query: schemaOf(query),
      body: schemaOf(body),
      response: schemaOf(response),
    }
  })
}

function schemaOf(schema: z.ZodType | null): unknown {
  return schema && z.toJSONSchema(schema, { io: 'input' })
}

function digest(value: unknown): string {
  return createHash('sha256')
    .update(JSON.stringify(inOrder(value)))
    .digest('hex')
}

/** The same value with the keys of every object in alphabetical order: the order in the source is not on the wire. */
function inOrder(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(inOrder)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(
    Object.entries(value)
      .sort(([one], [other]) => (one < other ? -1 : 1))
      .map(([key, inner]) => [key, inOrder(inner)]),
  )
}
