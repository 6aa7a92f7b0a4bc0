<?php
// What the database holds, in WordPress's own reading: php truth.php DOCROOT
$_SERVER['HTTP_HOST'] = 'localhost';
require $argv[1] . '/wp-load.php';
$posts = [];
foreach (get_posts(['numberposts' => -1, 'post_status' => 'publish', 'orderby' => 'date']) as $post) {
    $GLOBALS['post'] = $post;
    setup_postdata($post);
    $pictures = [];
    foreach (get_attached_media('image', $post) as $image) {
        $pictures[wp_get_attachment_url($image->ID)] = $image->post_excerpt;
    }
    $files = array_map(fn($file) => wp_get_attachment_url($file->ID), array_values(get_attached_media('application', $post)));
    $posts[] = [
        'id' => $post->ID, 'url' => get_permalink($post), 'title' => html_entity_decode(get_the_title($post), ENT_QUOTES),
        'published' => $post->post_date, 'updated' => $post->post_modified,
        'sections' => wp_list_pluck(get_the_category($post->ID), 'name'),
        'author' => get_the_author_meta('display_name', $post->post_author),
        'html' => apply_filters('the_content', $post->post_content), 'pictures' => $pictures, 'files' => $files,
        'featured' => get_the_post_thumbnail_url($post, 'full') ?: null,
    ];
}
echo json_encode($posts);
