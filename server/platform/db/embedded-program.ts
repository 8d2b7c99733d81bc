/**
 * What runs in the thread of the embedded database. It runs as it stands, without being built: a thread knows nothing of how
 * its starter was loaded.
 *
 * It says `null` when it is open, answers bytes with bytes, closes at `null`, and says why when the engine gives up.
 */
export const PROGRAM = `
  const fs = require("node:fs");
  const { parentPort, workerData } = require("node:worker_threads");

  Promise.all([import(workerData.pglite), import(workerData.nodefs)]).then(async ([{ PGlite }, { NodeFS }]) => {
    let lastWords = "";

    // PGlite's files lie on the disk, but what the engine says about syncing them is not heard.
    class SyncedFiles extends NodeFS {
      async init(database, options) {
        const { emscriptenOpts } = await super.init(database, options);
        return { emscriptenOpts: { ...emscriptenOpts, onAbort, preRun: [...emscriptenOpts.preRun, hearSyncs] } };
      }
    }

    function hearSyncs({ NODEFS }) {
      // Recovery begins with syncing every file twice, one after the other. They have been synced just now, side by side,
      // and until then the engine writes its lock only.
      let isAsSynced = workerData.isSynced;
      const { stream_ops } = NODEFS;
      const { write } = stream_ops;
      stream_ops.write = (stream, ...content) => {
        isAsSynced &&= stream.node.name === workerData.lock;
        return write(stream, ...content);
      };
      stream_ops.fsync = ({ nfd }) => {
        if (!isAsSynced) NODEFS.tryFSOperation(() => fs.fsyncSync(nfd));
      };
    }

    // An engine that could not write or sync its log gives up. PGlite would go on with it, for ever in the same statement.
    function onAbort() {
      parentPort.postMessage(lastWords || "it was aborted");
      process.exit(1);
    }

    const settings = [
      // The engine would choose fdatasync, which does nothing in WebAssembly.
      "wal_sync_method=fsync",
      // The machine keeps the files in memory too, and to clear 128 MB would be a third of a start.
      "shared_buffers=32MB",
    ];
    const database = await PGlite.create({
      fs: new SyncedFiles(workerData.folder),
      startParams: [
        // Not to sync at all.
        ...PGlite.defaultStartParams.filter((each) => each !== "-F"),
        ...settings.flatMap((each) => ["-c", each]),
      ],
      onStderr: (line) => {
        if (/(PANIC|FATAL): /.test(line)) lastWords = line.replace(/^.*?(?=PANIC|FATAL)/, "");
        return true;
      },
    });
    parentPort.on("message", async (bytes) => {
      if (bytes === null) {
        await database.close();
        process.exit(0);
      }
      // The answer lies in a buffer that the next one is written to.
      const answer = database.execProtocolRawSync(bytes).slice();
      parentPort.postMessage(answer, [answer.buffer]);
    });
    parentPort.postMessage(null);
  });`;
