package dev.agenticframework.rego.library.go;

import dev.agenticframework.rego.builtin.BuiltinException;
import dev.agenticframework.rego.builtin.BuiltinTable;
import dev.agenticframework.rego.builtin.Operands;
import dev.agenticframework.rego.value.ArrayValue;
import dev.agenticframework.rego.value.NumberValue;
import dev.agenticframework.rego.value.StringValue;
import dev.agenticframework.rego.value.Value;
import java.math.BigInteger;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;

/// `time.*`: times are nanoseconds since 1970, as 64-bit numbers.
public final class TimeBuiltins {
    private static final long NANOS_A_SECOND = 1_000_000_000L;

    private TimeBuiltins() {}

    private record Moment(ZonedDateTime time, String layout) {}

    public static void register(BuiltinTable table) {
        table.function("time.now_ns", (context, _) -> NumberValue.of(context.nowNanos()));
        table.function(
                "time.parse_ns", (_, operands) -> parse(Operands.string(operands, 0), Operands.string(operands, 1)));
        table.function("time.parse_rfc3339_ns", (_, operands) -> parse("RFC3339", Operands.string(operands, 0)));
        table.function(
                "time.parse_duration_ns",
                (_, operands) -> NumberValue.of(GoDuration.parseNanos(Operands.string(operands, 0))));
        table.function("time.format", (_, operands) -> format(moment(operands[0])));
        table.function("time.date", (_, operands) -> date(moment(operands[0]).time()));
        table.function("time.clock", (_, operands) -> clock(moment(operands[0]).time()));
        table.function(
                "time.weekday",
                (_, operands) ->
                        StringValue.of(GoTimeFormat.weekday(moment(operands[0]).time())));
        table.function("time.add_date", (_, operands) -> addDate(operands));
        table.function(
                "time.diff",
                (_, operands) -> difference(
                        moment(operands[0]).time(), moment(operands[1]).time()));
    }

    private static Value parse(String layout, String text) {
        return nanos(GoTimeParse.parse(GoLayout.named(layout), text));
    }

    private static Value nanos(Instant instant) {
        try {
            return NumberValue.of(
                    Math.addExact(Math.multiplyExact(instant.getEpochSecond(), NANOS_A_SECOND), instant.getNano()));
        } catch (ArithmeticException outOfRange) {
            return nearLimit(instant);
        }
    }

    // Close to the smallest time, the seconds alone overflow although the sum does not.
    private static Value nearLimit(Instant instant) {
        BigInteger nanos = BigInteger.valueOf(instant.getEpochSecond())
                .multiply(BigInteger.valueOf(NANOS_A_SECOND))
                .add(BigInteger.valueOf(instant.getNano()));
        if (nanos.bitLength() >= Long.SIZE) {
            throw BuiltinException.failure("time outside of valid range");
        }
        return NumberValue.of(nanos);
    }

    private static Value format(Moment moment) {
        String layout = moment.layout().isEmpty() ? "RFC3339Nano" : moment.layout();
        return StringValue.of(GoTimeFormat.format(moment.time(), GoLayout.named(layout)));
    }

    private static Value date(ZonedDateTime time) {
        return numbers(time.getYear(), time.getMonthValue(), time.getDayOfMonth());
    }

    private static Value clock(ZonedDateTime time) {
        return numbers(time.getHour(), time.getMinute(), time.getSecond());
    }

    private static Value numbers(int... numbers) {
        Value[] values = new Value[numbers.length];
        for (int i = 0; i < numbers.length; i++) {
            values[i] = NumberValue.of(numbers[i]);
        }
        return ArrayValue.wrap(values);
    }

    // Excess months and days carry over: month 13 is January, 31 February is a day in March.
    private static Value addDate(Value[] operands) {
        ZonedDateTime time = moment(operands[0]).time();
        long years = Operands.integer(operands, 1);
        long months = Operands.integer(operands, 2);
        long days = Operands.integer(operands, 3);
        try {
            LocalDate firstOfMonth =
                    time.toLocalDate().withDayOfMonth(1).plusYears(years).plusMonths(months);
            LocalDate date = firstOfMonth.plusDays(Math.addExact(days, time.getDayOfMonth() - 1));
            return nanos(date.atTime(time.toLocalTime()).toInstant(ZoneOffset.UTC));
        } catch (DateTimeException | ArithmeticException outOfRange) {
            throw BuiltinException.failure("time outside of valid range");
        }
    }

    private static Value difference(ZonedDateTime one, ZonedDateTime other) {
        ZonedDateTime inSameZone = other.withZoneSameInstant(one.getZone());
        ZonedDateTime from = one.isAfter(inSameZone) ? inSameZone : one;
        ZonedDateTime to = one.isAfter(inSameZone) ? one : inSameZone;
        int[] parts = {
            to.getYear() - from.getYear(),
            to.getMonthValue() - from.getMonthValue(),
            to.getDayOfMonth() - from.getDayOfMonth(),
            to.getHour() - from.getHour(),
            to.getMinute() - from.getMinute(),
            to.getSecond() - from.getSecond()
        };
        int[] units = {0, 12, from.toLocalDate().lengthOfMonth(), 24, 60, 60};
        for (int i = parts.length - 1; i > 0; i--) {
            if (parts[i] < 0) {
                parts[i] += units[i];
                parts[i - 1]--;
            }
        }
        return numbers(parts);
    }

    private static Moment moment(Value operand) {
        if (operand instanceof NumberValue number) {
            return new Moment(at(number, ZoneOffset.UTC), "");
        }
        if (!(operand instanceof ArrayValue array) || array.size() == 0) {
            throw Operands.wrongType(0, operand, "either number (ns) or [number (ns), string (tz)]");
        }
        NumberValue number = Operands.number(array.get(0), 0);
        ZoneId zone =
                array.size() > 1 ? zone(Operands.stringValue(array.get(1), 0).text()) : ZoneOffset.UTC;
        String layout = array.size() > 2 ? Operands.stringValue(array.get(2), 0).text() : "";
        return new Moment(at(number, zone), layout);
    }

    private static ZonedDateTime at(NumberValue nanos, ZoneId zone) {
        if (!nanos.isLong()) {
            throw BuiltinException.failure("timestamp too big");
        }
        long value = nanos.longValue();
        return Instant.ofEpochSecond(Math.floorDiv(value, NANOS_A_SECOND), Math.floorMod(value, NANOS_A_SECOND))
                .atZone(zone);
    }

    private static ZoneId zone(String name) {
        if (name.isEmpty() || name.equals("UTC")) {
            return ZoneOffset.UTC;
        }
        if (name.equals("Local")) {
            return ZoneId.systemDefault();
        }
        if (name.contains("..") || name.startsWith("/") || name.indexOf('\\') >= 0) {
            throw BuiltinException.failure("time: invalid location name");
        }
        if (!ZoneId.getAvailableZoneIds().contains(name) && !ZoneId.SHORT_IDS.containsKey(name)) {
            throw BuiltinException.failure("unknown time zone " + name);
        }
        return ZoneId.of(name, ZoneId.SHORT_IDS);
    }
}
