import fs, { type Stats } from "node:fs";
import { basename, dirname, join, sep } from "node:path";

// Taken before anything watches them.
const { closeSync, existsSync, fstatSync, ftruncateSync, linkSync, lstatSync } = fs;
const { mkdirSync, openSync, readFileSync, readSync, readdirSync, writeFileSync, writeSync } = fs;

/** A disk writes so much whole or not at all. */
const SECTOR = 512;
const CHUNK = 64 * 1024;
const ZEROS = Buffer.alloc(CHUNK);

interface Name {
  name: string;
  inode: number;
  isFolder: boolean;
}

/** Between 0 and 1. */
export type Random = () => number;

/**
 * A folder taken for a disk, and beside it what of it would be there after a power cut. What it assumes:
 *
 * - The content of a file is durable as it was when the file was last synced.
 * - A name that was given, changed or removed is durable once its folder was synced after that.
 * - Syncing a file makes durable the name under which it was opened, but not that of the folder it is in, nor that a former
 *   name is gone. POSIX does not promise this; ext4, XFS, Btrfs and APFS do, and PostgreSQL relies on it.
 * - What was not synced is lost, all of it or by lot: sectors of 512 bytes, and the names of a folder together.
 * - What was synced is there: the disk does not lie.
 */
export class Disk {
  /** Files that this thread has copied whole, and the sectors written in each since it was last synced. */
  readonly #copied = new Set<number>();
  readonly #unsynced = new Map<number, Set<number>>();
  readonly #root: string;
  readonly #state: string;

  /** The state is kept in files, so that threads that take turns can go on with it. */
  constructor(root: string, state: string) {
    this.#root = root;
    this.#state = state;
    for (const kind of ["contents", "held", "folders"]) mkdirSync(join(state, kind), { recursive: true });
  }

  holds(path: string): boolean {
    return path === this.#root || path.startsWith(this.#root + sep);
  }

  /** What is there under the same names in another folder is synced, as it is there. */
  adopt(durable: string, path = this.#root): void {
    const names = this.#list(path).filter(({ name }) => existsSync(join(durable, name)));
    this.#writeNames(lstatSync(path).ino, names);
    for (const { name, inode, isFolder } of names) {
      if (isFolder) this.adopt(join(durable, name), join(path, name));
      else copySparse(join(durable, name), this.#content(inode));
    }
  }

  wrote(inode: number, from: number, bytes: number): void {
    const sectors = this.#unsynced.get(inode) ?? new Set();
    for (let sector = Math.floor(from / SECTOR); sector * SECTOR < from + bytes; sector += 1) sectors.add(sector);
    this.#unsynced.set(inode, sectors);
  }

  /** Sectors that were cut off come back as zeros, which nobody wrote. */
  truncated(inode: number): void {
    this.#copied.delete(inode);
  }

  synced(path: string, descriptor: number): void {
    const found = fstatSync(descriptor);
    if (found.isDirectory()) {
      this.#writeNames(found.ino, this.#list(path));
      return;
    }
    const isNamed = lstatSync(path, { throwIfNoEntry: false })?.ino === found.ino;
    if (isNamed) this.#hold(path, found.ino);
    // Without a name it is gone with the process anyway.
    else if (!existsSync(this.#held(found.ino))) return;
    this.#syncContent(found);
    if (isNamed) this.#syncName(path, found.ino);
  }

  /** Writes what would be there if the power failed now. Without lots everything is lost that was not synced. */
  image(target: string, lots?: Random): void {
    const live = lots ? this.#pathsOfFolders() : new Map<number, string>();
    const write = (inode: number, folder: string) => {
      mkdirSync(folder, { recursive: true });
      const path = live.get(inode);
      const names = path && lots && lots() < 0.5 ? this.#list(path) : this.#readNames(inode);
      for (const each of names) {
        if (each.isFolder) write(each.inode, join(folder, each.name));
        else this.#writeFile(each.inode, join(folder, each.name), path && join(path, each.name), lots);
      }
    };
    write(lstatSync(this.#root).ino, target);
  }

  #writeFile(inode: number, target: string, path: string | undefined, lots: Random | undefined): void {
    const durable = this.#content(inode);
    if (existsSync(durable)) copySparse(durable, target);
    else writeFileSync(target, "");
    if (!lots || !path || lstatSync(path, { throwIfNoEntry: false })?.ino !== inode) return;
    const { size } = lstatSync(path);
    if (size < lstatSync(target).size && lots() < 0.5) setSize(target, size);
    const sectors = this.#unsynced.get(inode) ?? (existsSync(durable) ? [] : allSectors(path));
    copySectors(
      path,
      target,
      [...sectors].filter(() => lots() < 0.5),
    );
  }

  #syncContent({ ino, size }: Stats): void {
    const sectors = this.#unsynced.get(ino);
    if (this.#copied.has(ino)) {
      copySectors(this.#held(ino), this.#content(ino), [...(sectors ?? [])]);
      setSize(this.#content(ino), size);
    } else copySparse(this.#held(ino), this.#content(ino));
    this.#copied.add(ino);
    sectors?.clear();
  }

  #syncName(path: string, inode: number): void {
    const folder = lstatSync(dirname(path)).ino;
    const names = this.#readNames(folder);
    const name = basename(path);
    if (names.some((each) => each.name === name && each.inode === inode)) return;
    this.#writeNames(folder, [...names.filter((each) => each.name !== name), { name, inode, isFolder: false }]);
  }

  #list(path: string): Name[] {
    return readdirSync(path, { withFileTypes: true }).map((entry) => {
      const inode = lstatSync(join(path, entry.name)).ino;
      if (!entry.isDirectory()) this.#hold(join(path, entry.name), inode);
      return { name: entry.name, inode, isFolder: entry.isDirectory() };
    });
  }

  #pathsOfFolders(): Map<number, string> {
    const folders = readdirSync(this.#root, { recursive: true, withFileTypes: true }).filter((each) =>
      each.isDirectory(),
    );
    const paths = [this.#root, ...folders.map((each) => join(each.parentPath, each.name))];
    return new Map(paths.map((path) => [lstatSync(path).ino, path]));
  }

  /** A second name for a file, so that its inode is not given to another when the first is removed. */
  #hold(path: string, inode: number): void {
    if (!existsSync(this.#held(inode))) linkSync(path, this.#held(inode));
  }

  #readNames(inode: number): Name[] {
    const file = join(this.#state, "folders", String(inode));
    return existsSync(file) ? (JSON.parse(readFileSync(file, "utf8")) as Name[]) : [];
  }

  #writeNames(inode: number, names: Name[]): void {
    writeFileSync(join(this.#state, "folders", String(inode)), JSON.stringify(names));
  }

  #held = (inode: number) => join(this.#state, "held", String(inode));
  #content = (inode: number) => join(this.#state, "contents", String(inode));
}

/** Copies a file without its zeros, of which a log consists that is little used. */
function copySparse(from: string, to: string): void {
  const [source, target] = [openSync(from, "r"), openSync(to, "w")];
  const chunk = Buffer.allocUnsafe(CHUNK);
  const read = (offset: number) => readSync(source, chunk, 0, CHUNK, offset);
  let size = 0;
  for (let bytes = read(size); bytes > 0; bytes = read(size)) {
    if (chunk.compare(ZEROS, 0, bytes, 0, bytes) !== 0) writeSync(target, chunk, 0, bytes, size);
    size += bytes;
  }
  ftruncateSync(target, size);
  closeSync(source);
  closeSync(target);
}

function copySectors(from: string, to: string, sectors: number[]): void {
  if (sectors.length === 0) return;
  const [source, target] = [openSync(from, "r"), openSync(to, "r+")];
  const sector = Buffer.allocUnsafe(SECTOR);
  for (const each of sectors) {
    const bytes = readSync(source, sector, 0, SECTOR, each * SECTOR);
    if (bytes > 0) writeSync(target, sector, 0, bytes, each * SECTOR);
  }
  closeSync(source);
  closeSync(target);
}

function setSize(path: string, bytes: number): void {
  const file = openSync(path, "r+");
  ftruncateSync(file, bytes);
  closeSync(file);
}

function allSectors(path: string): number[] {
  return Array.from({ length: Math.ceil(lstatSync(path).size / SECTOR) }, (_, sector) => sector);
}
