package io.lumenvault.cli.bench;

import com.sun.management.ThreadMXBean;
import io.lumenvault.kmip.attribute.UniqueIdentifier;
import io.lumenvault.kmip.message.RequestBatchItem;
import io.lumenvault.kmip.message.RequestHeader;
import io.lumenvault.kmip.message.RequestMessage;
import io.lumenvault.kmip.message.ResponseBatchItem;
import io.lumenvault.kmip.message.ResponseHeader;
import io.lumenvault.kmip.message.ResponseMessage;
import io.lumenvault.kmip.object.KeyBlock;
import io.lumenvault.kmip.object.ManagedObject;
import io.lumenvault.kmip.payload.Get;
import io.lumenvault.kmip.spec.CryptographicAlgorithm;
import io.lumenvault.kmip.spec.KeyFormatType;
import io.lumenvault.kmip.spec.Operation;
import io.lumenvault.kmip.spec.ProtocolVersion;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.IntSupplier;
import org.HdrHistogram.Histogram;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/**
 * The KMIP codec alone, on one thread: a Get of an AES-256 key. The server's half reads the request and writes the answer, the
 * client's half writes the request and reads the answer; both from bytes to payload records and back.
 */
@Command(name = "kmip.codec",
        description = "The KMIP codec alone, one thread: a Get round trip in microseconds, and the bytes it allocates.")
public final class KmipCodecBench implements Callable<Integer> {

    private static final int BATCH = 2000;
    private static final int KEY_BYTES = 32;
    private static final double NANOS_A_MICRO = 1e3;
    private static final double NANOS_A_MILLI = 1e6;
    private static final String IDENTIFIER = "931bdb97-1359-4baf-bc3a-9d0fe1cac5e4";
    private static final Instant NOW = Instant.ofEpochSecond(1_700_000_000);

    @Mixin
    private BenchOptions options;

    private final List<Measurement> figures = new ArrayList<>();

    @Override
    public Integer call() {
        for (ProtocolVersion version : List.of(ProtocolVersion.V1_4, ProtocolVersion.V2_1)) {
            byte[] request = request(version);
            byte[] answer = answer(RequestMessage.read(request));
            double server = measure(version + ".server", () -> answer(RequestMessage.read(request)).length);
            double client = measure(version + ".client", () -> request(version).length + read(answer));
            figures.add(Measurement.of("kmip.codec." + version, server + client, "us", 0));
        }
        options.report(figures);
        return 0;
    }

    private static byte[] request(ProtocolVersion version) {
        return RequestMessage.of(RequestHeader.of(version), List.of(new Get.Request(UniqueIdentifier.of(IDENTIFIER)))).toBytes();
    }

    private static byte[] answer(RequestMessage request) {
        RequestBatchItem item = request.items().getFirst();
        Get.Request get = (Get.Request) item.readPayload(request.version());
        String identifier = ((UniqueIdentifier.Text) get.uniqueIdentifier()).value();
        ManagedObject key = new ManagedObject.SymmetricKey(
                KeyBlock.of(KeyFormatType.RAW, new byte[KEY_BYTES], CryptographicAlgorithm.AES, KEY_BYTES * Byte.SIZE));
        return new ResponseMessage(ResponseHeader.of(request.version(), NOW),
                List.of(ResponseBatchItem.success(item, new Get.Response(identifier, key), request.version()))).toBytes();
    }

    private static int read(byte[] answer) {
        ResponseMessage message = ResponseMessage.read(answer);
        Get.Response get = (Get.Response) message.items().getFirst().readPayload(Operation.GET, message.version());
        return get.object().keyBlock().material().orElseThrow().length;
    }

    /** @return the mean in microseconds */
    private double measure(String name, IntSupplier work) {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long sink = run(work, options.warmUp(), new Histogram(3));
        Histogram nanos = new Histogram(3);
        long allocated = threads.getCurrentThreadAllocatedBytes();
        long start = System.nanoTime();
        sink += run(work, options.measured(), nanos);
        long operations = nanos.getTotalCount() * BATCH;
        double micros = (System.nanoTime() - start) / NANOS_A_MICRO / operations;
        double bytes = (threads.getCurrentThreadAllocatedBytes() - allocated) / (double) operations;
        if (sink == 0) {
            throw new IllegalStateException("the codec made no byte");
        }
        figures.add(new Measurement("kmip.codec." + name, micros, "us", nanos.getValueAtPercentile(50) / NANOS_A_MILLI / BATCH,
                nanos.getValueAtPercentile(99) / NANOS_A_MILLI / BATCH, null, null, operations));
        figures.add(Measurement.of("kmip.codec." + name + ".heap", bytes, "bytes", operations));
        return micros;
    }

    /** Runs batches for a time; the sum of what the work gives keeps it from being left out. */
    private static long run(IntSupplier work, Duration time, Histogram nanos) {
        long sum = 0;
        long end = System.nanoTime() + time.toNanos();
        for (long start = System.nanoTime(); start < end; start = System.nanoTime()) {
            for (int i = 0; i < BATCH; i++) {
                sum += work.getAsInt();
            }
            nanos.recordValue(System.nanoTime() - start);
        }
        return sum;
    }
}
