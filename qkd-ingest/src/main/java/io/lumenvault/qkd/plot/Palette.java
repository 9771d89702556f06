package io.lumenvault.qkd.plot;

/**
 * Colours of a picture, for light and dark ground. Curves take the colours of Okabe and Ito, which people who see few
 * colours tell apart; the dark ones of them are lighter on dark ground.
 */
final class Palette {
    static final int COLOURS = 7;
    static final String STYLE = """
            <style>
            .plot { --ground: #ffffff; --ink: #1f2328; --faint: #d0d7de;
              --c0: #0072b2; --c1: #d55e00; --c2: #009e73; --c3: #cc79a7; --c4: #a66f00; --c5: #7a4fc9; --c6: #6e7781; }
            @media (prefers-color-scheme: dark) {
              .plot { --ground: #0d1117; --ink: #e6edf3; --faint: #30363d;
                --c0: #58a6ff; --c1: #ff8c42; --c2: #2fd6a3; --c3: #e5a5c8; --c4: #e6b422; --c5: #b79cff; --c6: #9da7b3; } }
            .plot text { font: 13px system-ui, sans-serif; fill: var(--ink); }
            .plot .heading { font-size: 16px; font-weight: 600; }
            .plot .ground { fill: var(--ground); }
            .plot .grid { stroke: var(--faint); stroke-width: 1; }
            .plot .frame { stroke: var(--ink); stroke-width: 1; fill: none; }
            .plot .curve { fill: none; stroke-width: 2; stroke-linejoin: round; }
            .plot .dashed { stroke-dasharray: 7 5; }
            .c0 { stroke: var(--c0); } .c1 { stroke: var(--c1); } .c2 { stroke: var(--c2); } .c3 { stroke: var(--c3); }
            .c4 { stroke: var(--c4); } .c5 { stroke: var(--c5); } .c6 { stroke: var(--c6); }
            </style>
            """;

    private Palette() {
    }
}
