package leerroutes;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Maps, lists, numbers, truth values and text as JSON. */
final class Json {
    private Json() {}

    static String of(Object value) {
        if (value instanceof Map<?, ?> map) {
            return map.entrySet().stream()
                    .map(entry -> text(entry.getKey().toString()) + ":" + of(entry.getValue()))
                    .collect(Collectors.joining(",", "{", "}"));
        }
        if (value instanceof List<?> list) {
            return list.stream().map(Json::of).collect(Collectors.joining(",", "[", "]"));
        }
        if (value == null || value instanceof Number || value instanceof Boolean) {
            return String.valueOf(value);
        }
        return text(value.toString());
    }

    private static String text(String raw) {
        StringBuilder made = new StringBuilder("\"");
        raw.chars().forEach(one -> made.append(
                one == '"' || one == '\\' ? "\\" + (char) one
                        : one < 32 || one > 126 ? String.format("\\u%04x", one)
                        : String.valueOf((char) one)));
        return made.append('"').toString();
    }
}
