<?php
// A plug-in as many sites have one: above an article that was edited stands when that was.
add_filter('the_content', function (string $content): string {
    if (!is_singular('post') || !in_the_loop() || get_the_modified_time('U') <= get_the_time('U')) {
        return $content;
    }
    $stamp = sprintf('<time datetime="%s">%s</time>', get_the_modified_date('c'), get_the_modified_date('d/m/Y H:i'));
    return "<p class=\"post-modified-info\">Cập nhật lần cuối: $stamp</p>" . $content;
});
