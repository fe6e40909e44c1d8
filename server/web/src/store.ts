// A place in this browser for what is kept by name; sign-out empties it.

const table = 'kept'
let opened: Promise<IDBDatabase> | undefined

const settled = <T>(asked: IDBRequest<T>): Promise<T> =>
  new Promise((done, failed) => {
    asked.onsuccess = () => done(asked.result)
    asked.onerror = () => failed(asked.error)
  })

function open(): Promise<IDBDatabase> {
  const asked = indexedDB.open('hejie', 1)
  asked.onupgradeneeded = () => asked.result.createObjectStore(table)
  return settled(asked)
}

async function within<T>(mode: IDBTransactionMode, use: (store: IDBObjectStore) => IDBRequest<T>): Promise<T> {
  opened ??= open()
  const asked = use((await opened).transaction(table, mode).objectStore(table))
  return settled(asked)
}

export const get = <T>(name: string): Promise<T | undefined> => within('readonly', (s) => s.get(name) as IDBRequest<T | undefined>)
export const put = (name: string, value: unknown): Promise<unknown> => within('readwrite', (s) => s.put(value, name))
export const drop = (name: string): Promise<unknown> => within('readwrite', (s) => s.delete(name))

/** The names that begin so, in order. */
export const names = async (begin: string): Promise<string[]> =>
  (await within('readonly', (s) => s.getAllKeys(IDBKeyRange.bound(begin, `${begin}\uffff`)))).map(String)
