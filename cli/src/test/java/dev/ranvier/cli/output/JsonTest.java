package dev.ranvier.cli.output;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

final class JsonTest {
    @Test
    void text_treeOfEverything_isJson() {
        Map<String, Object> tree = new TreeMap<>(
                Map.of("a", 1, "b", 2.5, "c", List.of(true, "x\"y"), "d", Double.NaN, "e", Map.of("f", 7L)));
        assertThat(Json.text(tree).replaceAll("\\s", ""))
                .isEqualTo("{\"a\":1,\"b\":2.5,\"c\":[true,\"x\\\"y\"],\"d\":null,\"e\":{\"f\":7}}");
        assertThat(Json.text(tree)).endsWith("}\n");
    }
}
